"""What was read, made plain: Unicode in one form, old scripts converted, unseen signs out, doubts said. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from binhyen.documents.rules.encodings import NAMES, Decoded
from binhyen.documents.rules.legacy import is_better, recognised
from binhyen.documents.rules.reading import Contents, Part, mapped
from binhyen.documents.rules.signs import tidied
from binhyen.documents.rules.syllables import share_of_syllables

_SAMPLE = 200_000
_WORDS, _DOUBTFUL = 60, 0.5
Remark = tuple[str, dict[str, object]]


def texts_of(parts: Iterable[Part]) -> Iterator[str]:
    """Yield every piece of text in some parts."""
    for part in parts:
        yield part.text
        if part.grid:
            yield from (slot.text for slot in part.grid.slots)


def plain(contents: Contents) -> Contents:
    """Return what was read with every piece of text made plain, and the remarks on that."""
    texts = dict.fromkeys((*texts_of(contents.parts), *contents.furniture))
    change, remarks = _changes(list(texts))
    parts = mapped(contents.parts, change)
    furniture = tuple(change.get(text, text) for text in contents.furniture)
    kept = [*contents.remarks, *remarks]
    return replace(contents, parts=parts, furniture=furniture, remarks=tuple(_once(kept)))


def _once(remarks: Iterable[tuple[str, object]]) -> Iterator[tuple[str, dict[str, object]]]:
    seen = set()
    for code, params in remarks:
        if code not in seen:
            seen.add(code)
            yield code, dict(params)  # type: ignore[call-overload]


def _changes(texts: list[str]) -> tuple[dict[str, str], list[Remark]]:
    converted, remarks = unlegacy(texts)
    change: dict[str, str] = {}
    unseen = 0
    for text, modern in zip(texts, converted, strict=True):
        change[text], dropped = tidied(modern)
        unseen += dropped
    if unseen:
        remarks.append(("documents.hidden_signs", {"count": unseen}))
    return change, remarks + doubts(change.values())


def unlegacy(texts: list[str]) -> tuple[list[str], list[Remark]]:
    """Convert lines that are written in an old script, told by the statistics of the whole."""
    script = recognised("\n".join(texts)[:_SAMPLE])
    if script is None:
        return texts, []
    converted = [script.converted(text) if is_better(script, text) else text for text in texts]
    return converted, [("documents.converted", {"script": script.name})]


def doubts(texts: Iterable[str]) -> list[Remark]:
    """Say it when words with Vietnamese letters are mostly no Vietnamese words."""
    count, share = share_of_syllables("\n".join(texts)[:_SAMPLE])
    return [("documents.doubtful_text", {})] if count >= _WORDS and share < _DOUBTFUL else []


_OLD = {"tcvn3", "vni", "viscii"}


def encoding_remarks(found: Decoded) -> list[Remark]:
    """Say what is to be said of how a text's letters were written."""
    said_of = (
        ("documents.converted", found.encoding in _OLD),
        ("documents.mixed_encodings", found.mixed),
        ("documents.doubtful_encoding", found.doubtful),
    )
    return [
        (code, {"script": NAMES[found.encoding]} if code.endswith("converted") else {})
        for code, true in said_of
        if true
    ]
