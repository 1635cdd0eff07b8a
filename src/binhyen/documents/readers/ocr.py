"""Pages that are only pictures, read by Tesseract: each drawn in one limited process, recognised in another."""

import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from binhyen.documents.rules.reading import BlockKind, Contents, Part
from binhyen.documents.rules.tidying import plain
from binhyen.kernel.sandbox import SandboxLimits, run_limited, run_program_limited

MOST_PAGES, _MOST_LISTED = 30, 20
_PICTURES = "binhyen.documents.readers.pages.pictures"
_DRAWING = SandboxLimits(processor=30, wall=45)
_READING = SandboxLimits(processor=60, wall=60)
_ENV, _ONE = "/usr/bin/env", "OMP_THREAD_LIMIT=1"
"""Pages come one after the other, and threads that wait for each other take longer than one alone."""
_WORDS = ("-l", "vie", "--oem", "1", "--psm", "3", "--dpi", "300")


def recogniser() -> str | None:
    """Return the path of the program that recognises letters; None where it is not installed."""
    return shutil.which("tesseract")


def recognised(path: Path, contents: Contents, seconds: int | None = None) -> Contents:
    """Return the contents of a PDF with the words on its pages that are only pictures, marked as a machine's.

    Pages beyond the thirtieth are left out, and those that were not begun when `seconds` were over (None: however
    long it takes); which, is said. Refused where there is nothing else and nothing was found.
    """
    program = recogniser()
    asked = contents.pictured[:MOST_PAGES] if program else ()
    found = [part for number in _in_time(asked, seconds) for part in _page(program or "", path, number)]
    if not found:
        return replace(contents, refusal=contents.refusal and "documents.ocr_failed")
    read = sorted({part.page for part in found})
    missed = tuple(number for number in contents.pictured if number not in read)
    remarks = (*contents.remarks, ("documents.recognised", {"pages": listed(read)}))
    whole = replace(contents, parts=tuple(_merged(contents.parts, found)), remarks=remarks, refusal="", pictured=missed)
    return plain(whole)


def _in_time(pages: Iterable[int], seconds: int | None) -> Iterator[int]:
    """Yield pages for as long as there is time: whoever waits for an answer in a browser can't wait for thirty."""
    end = None if seconds is None else time.monotonic() + seconds
    for number in pages:
        if end is not None and time.monotonic() >= end:
            return
        yield number


def listed(pages: Sequence[int]) -> str:
    """Write some pages' numbers; many are cut short."""
    return ", ".join(map(str, pages[:_MOST_LISTED])) + (" …" if len(pages) > _MOST_LISTED else "")


def _merged(parts: Sequence[Part], found: Sequence[Part]) -> Iterator[Part]:
    """Put recognised pages between the others."""
    waiting = list(found)
    for part in parts:
        while waiting and part.page > waiting[0].page:
            yield waiting.pop(0)
        yield part
    yield from waiting


def _page(program: str, path: Path, number: int) -> Iterator[Part]:
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        if run_limited(_PICTURES, str(path), str(number), str(picture), limits=_DRAWING) is None:
            return
        printed = run_program_limited(_ENV, _ONE, program, str(picture), "stdout", *_WORDS, limits=_READING)
    if printed:
        yield from paragraphs(printed.decode("utf-8", "replace"), number)


_FULL = 0.7
_LABEL = re.compile(r"[-–—+*•]\s|\d{1,2}[.)]\s|[a-zđ][.)]\s|[IVX]+\.\s")


def paragraphs(text: str, page: int) -> Iterator[Part]:
    """Yield the paragraphs of a recognised page: empty lines, labels of lists and short lines end one."""
    longest = max(map(len, text.split("\n")))
    for piece in re.split(r"\n\s*\n|\f", text):
        waiting, full = "", False
        for line in filter(None, map(str.strip, piece.split("\n"))):
            if waiting and (not full or _LABEL.match(line)):
                yield Part(BlockKind.PARAGRAPH, waiting, page=page)
                waiting = ""
            waiting, full = f"{waiting} {line}".strip(), len(line) >= longest * _FULL
        if waiting:
            yield Part(BlockKind.PARAGRAPH, waiting, page=page)
