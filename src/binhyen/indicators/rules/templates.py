"""A province's own form as a file: which files can be filled, and which of their cells fits which line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from math import sqrt
from pathlib import PurePath

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold

FILLABLE = (".xlsx", ".docx")
_NEAR = 0.62
"""How alike two labels are at least to be offered for each other; looked at on the labels of provinces' tables."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a file that can be filled: its address, and the words beside and above it.

    `labels` are all that a line may be likened to: the row's, the column's, both; without them `label` alone.
    """

    address: str
    label: str
    labels: tuple[str, ...] = ()


def template_findings(name: str) -> tuple[Finding, ...]:
    """Refuse files that can't be given back filled."""
    if PurePath(name).suffix.lower() in FILLABLE:
        return ()
    message = gettext_noop("Only .xlsx and .docx are given back filled. Save your form as one of them and try again.")
    return (Finding("indicators.template_type", message, where="file"),)


def likeness(left: str, right: str) -> float:
    """Say how alike two labels are, from 0 to 1, without regard to diacritics, case, numbering and order of words."""
    one, two = _words(left), _words(right)
    if not one or not two:
        return 0.0
    shared = 2 * len(one & two) / (len(one) + len(two))
    if not shared:
        return 0.0
    letters = SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(two))).ratio()
    return max(shared, letters * sqrt(shared))


@lru_cache(maxsize=8_192)
def _words(text: str) -> frozenset[str]:
    letters = "".join(char if char.isalnum() else " " for char in fold(text))
    return frozenset(word for word in letters.split() if len(word) > 1)


def suggested(form: FormContent, spots: Sequence[Spot], catalogue: Catalogue) -> Mapping[str, str]:
    """Suggest a cell of the file for each line by the likeness of labels: line code → address.

    Each cell is suggested once, to the line that it fits best; what resembles nothing gets no suggestion. Where
    a label stands beside several cells, the first of them is taken.
    """
    pairs = sorted(_pairs(form.lines, spots, catalogue), key=lambda pair: -pair[0])
    lines: dict[str, str] = {}
    for _, key, address in pairs:
        if key not in lines and address not in lines.values():
            lines[key] = address
    return lines


def _pairs(lines: Iterable[Line], spots: Sequence[Spot], catalogue: Catalogue) -> Iterable[tuple[float, str, str]]:
    """Yield how well each line fits each cell that it fits at all; the same words are looked at once."""
    places: dict[str, list[str]] = {}
    for spot in spots:
        for label in spot.labels or (spot.label,):
            places.setdefault(label, []).append(spot.address)
    for line in lines:
        indicator = catalogue.find(line.cell.indicator)
        names = [line.label, *([indicator.name] if indicator and not line.cell.dims else [])]
        for label, addresses in places.items():
            score = max(likeness(name, label) for name in names)
            if score >= _NEAR:
                yield from ((score, line.key, address) for address in addresses)


def mapped(form: FormContent, places: Mapping[str, str], spots: Sequence[Spot]) -> FormContent:
    """Return the form with its lines mapped to places of the file: line code → address, "" for nowhere.

    Lines that are not named keep theirs. Refused with `indicators.no_such_place` for what is no cell of the file.
    """
    known = {spot.address for spot in spots} | {""}
    wrong = [(key, place) for key, place in places.items() if place not in known]
    if wrong:
        raise Refused(*(_no_such_place(key, place) for key, place in wrong))
    sections = tuple(
        replace(one, lines=tuple(replace(line, mapped=places.get(line.key, line.mapped)) for line in one.lines))
        for one in form.sections
    )
    return replace(form, sections=sections)


def _no_such_place(key: str, place: str) -> Finding:
    message = gettext_noop(
        "Line %(key)s: the file has no cell “%(place)s” that can be filled. Choose one from the list of its cells."
    )
    return Finding("indicators.no_such_place", message, params={"key": key, "place": place[:60]}, where=key)
