"""The reader measured: pages of prose a second on one core, beside word segmentation alone on the same text."""

import importlib
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.vietnamese import number
from binhyen.narrative.reader import read
from binhyen.narrative.rules.figures import About
from binhyen.narrative.writer.pieces import plain_text
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import templates
from binhyen.workshop.bench.narrative.drawn import drawn_facts

PAGE = 2_000
"""Letters of a printed page."""
LONG = 300
"""Pages of the document whose memory is asked."""
SEGMENTER = "underthesea"
_PERIOD = "2025"
_MB = 1_000_000
_TICK = 1e-6
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """One run: how much is read, how often; `texts` are .txt files to be read in place of drawn reports."""

    folder: Path
    sheets: int = LONG
    turns: int = 3
    texts: Path | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """Who went over the text: the fastest turn."""

    name: str
    seconds: float
    pages_a_second: float
    megabytes_a_second: float


@dataclass(frozen=True, slots=True)
class ReadingRun:
    """Results: paces, and what one document of 300 pages adds to the memory of the process, in MB."""

    pages: float
    figures: int
    paces: tuple[Pace, ...]
    long_pages: float
    long_seconds: float
    long_mb: float
    missing: str
    wrong: tuple[str, ...]


def measure_reading(plan: ReadingPlan, say: Callable[[str], None]) -> ReadingRun:
    """Read drawn reports, or files, again and again; then one long document alone."""
    say("soạn văn bản")
    texts = list(_files(plan.texts) if plan.texts else drawn_texts(plan.sheets))
    letters = sum(map(len, texts))
    size = sum(len(text.encode()) for text in texts)
    segment, missing = _segmenter()
    figures = sum(len(read(text, About(_PERIOD)).figures) for text in texts)
    rivals: list[tuple[str, Callable[[str], object]]] = [("bộ đọc", lambda text: read(text, About(_PERIOD)))]
    rivals += [(f"{SEGMENTER}, chỉ tách từ", segment)] if segment else []
    best = dict.fromkeys((name for name, _ in rivals), float("inf"))
    for turn in range(plan.turns):
        for name, work in rivals:
            say(f"{name}, lần {turn + 1}")
            best[name] = min(best[name], _spent(work, texts))
    paces = [Pace(name, spent, letters / PAGE / spent, size / _MB / spent) for name, spent in best.items()]
    say("một văn bản dài")
    pages, spent, grown = _long("\n".join(texts))
    wrong = [] if figures else ["không đọc được số nào"]
    return ReadingRun(letters / PAGE, figures, tuple(paces), pages, spent, grown, missing, tuple(wrong))


def drawn_texts(sheets: int) -> Iterator[str]:
    """Yield year-end reports of drawn years, until so many pages are full."""
    template, letters, seed = templates()["year-end"], 0, 0
    while letters < sheets * PAGE:
        text = plain_text(write_report(template, Material(drawn_facts(template, seed, _PERIOD)), shipped_catalogue()))
        letters, seed = letters + len(text), seed + 1
        yield text


def _files(folder: Path) -> Iterator[str]:
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*.txt"))
    return (path.read_text(encoding="utf-8") for path in paths)


def _segmenter() -> tuple[Callable[[str], object] | None, str]:
    """Return the yardstick where it is installed: no part of the project needs it."""
    try:
        found: Callable[[str], object] = importlib.import_module(SEGMENTER).word_tokenize
    except ImportError:
        return None, f"chưa cài {SEGMENTER}: pip install {SEGMENTER} rồi đo lại để so"
    found("Toàn dân bảo vệ an ninh Tổ quốc.")
    return found, ""


def _spent(work: Callable[[str], object], texts: Sequence[str]) -> float:
    begun = time.process_time()
    for text in texts:
        work(text)
    return max(time.process_time() - begun, _TICK)


def _long(text: str) -> tuple[float, float, float]:
    """Return pages, seconds and MB that one long document takes."""
    whole = (text * (LONG * PAGE // max(1, len(text)) + 1))[: LONG * PAGE]
    before, begun = _peak(), time.process_time()
    read(whole, About(_PERIOD))
    return len(whole) / PAGE, round(time.process_time() - begun, 2), round(_peak() - before, 1)


def _peak() -> float:
    """Return the most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def shown(report: Mapping[str, Any], *, colours: bool) -> str:
    """Return the run as text."""
    sink = StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    for run in report["runs"]:
        console.print(f"{number(round(run['pages']))} trang, {number(run['figures'])} số đọc được; một lõi.")
        table = Table("", "giây", "trang/giây", "MB/giây", "lần")
        yardstick = run["paces"][-1]["seconds"]
        for row in run["paces"]:
            rates = (f"{row['pages_a_second']:.0f}", f"{row['megabytes_a_second']:.2f}")
            table.add_row(row["name"], f"{row['seconds']:.3f}", *rates, f"{yardstick / row['seconds']:.1f}")
        console.print(table)
        long = f"{run['long_pages']:.0f} trang trong một văn bản: {run['long_seconds']} giây, thêm {run['long_mb']} MB."
        console.print(long)
        console.print(run["missing"])
    return sink.getvalue()


def faults(run: Mapping[str, Any]) -> Sequence[str]:
    """Say what of a run is a failure."""
    return list(run["wrong"])
