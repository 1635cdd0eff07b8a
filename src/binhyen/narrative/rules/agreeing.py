"""Whether the figures inside a signed file are those that its pages print: what people signed is what they read.

Each figure names the number as it is printed and the sentence that prints it. The number must say the amount, stand in
the sentence, and the sentence on the pages, letter by letter but for white space. This finds a figure that differs from
its sentence and a sentence that is not there; it does not find a second sentence that says something else, and a figure
that the text prints in words alone or only in an annex is taken on the signature alone, which is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from binhyen.documents.rules.content import DRAFT_MARK, SAMPLE_MARK
from binhyen.documents.rules.opening import PAGES_REPLACED, AttachedSeen, SignedFile
from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND
from binhyen.kernel.amounts import Amount, Said
from binhyen.kernel.findings import Finding, Refused, Severity, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.rules.figures_as_data import CSV_NAME, JSON_NAME, from_json, to_csv
from binhyen.narrative.rules.figures_of_report import ReportFigures, SignedFigure

_MARKS = "|".join(map(re.escape, (SAMPLE_MARK, DRAFT_MARK)))
_PAGE_HEAD = re.compile(rf"\s*\d{{0,3}}\s*(?:{_MARKS})?")
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SAID = re.compile(
    rf"(?P<hedge>[^\d]*?)\s*(?P<value>{_NUMBER})(?:/(?P<whole>{_NUMBER}))?(?:\s*(?P<size>nghìn|triệu|tỷ)\b)?[^\d%]*"
)
_SIZES = {None: Decimal(1), "nghìn": Decimal(1_000), "triệu": Decimal(1_000_000), "tỷ": Decimal(1_000_000_000)}
_SPACE = re.compile(r"\s+")
_SHOWN = 5
"""So many disagreements are named; one is enough to refuse."""


def figures_in(file: SignedFile) -> ReportFigures:
    """Return the figures that a file carries.

    Refused: a file without any, with two of the name, whose table says something else, or as `from_json` refuses.
    """
    content = _only(file, JSON_NAME)
    if content is None:
        raise Refused(Finding("narrative.no_figures", _NONE, where="file"))
    figures = from_json(content.content)
    table = _only(file, CSV_NAME)
    if table is not None and table.content != to_csv(figures):
        raise Refused(Finding("narrative.table_differs", _TABLE, where=CSV_NAME))
    return figures


def _only(file: SignedFile, name: str) -> AttachedSeen | None:
    found = file.files_named(name)
    if len(found) > 1:
        raise Refused(Finding("narrative.figures_doubled", _DOUBLED, params={"name": name}, where=name))
    return found[0] if found else None


def agreement_findings(figures: ReportFigures, pages: Sequence[str]) -> list[Finding]:
    """Say which figures the pages print otherwise or not at all (errors), and how many could not be compared."""
    words = _squeezed("".join(_body(page) for page in pages))
    wrong = [found for one in figures if one.printed for found in _of_figure(one, words)]
    unprinted = sum(not one.printed for one in figures)
    if unprinted:
        params = {"count": unprinted, "all": len(figures.figures)}
        wrong.append(Finding("narrative.not_printed", _UNPRINTED, Severity.INFO, params=params, where="pages"))
    return wrong[:_SHOWN] if len(wrong) > _SHOWN else wrong


def pages_replaced(file: SignedFile, found: Sequence[Finding]) -> list[Finding]:
    """Say more of a file whose bytes were changed: that its pages print other figures than it carries.

    Nothing in such a file is believed; it only helps to tell what was done to it.
    """
    try:
        differ = has_errors(agreement_findings(figures_in(file), file.pages))
    except Refused:
        return list(found)
    return [
        replace(one, code=_PAGES_CODE, message=PAGES_REPLACED) if differ and one.code == _CHANGED_CODE else one
        for one in found
    ]


_CHANGED_CODE, _PAGES_CODE = "documents.signed_bytes_changed", "documents.pages_replaced"


def _of_figure(one: SignedFigure, words: str) -> Iterator[Finding]:
    phrase = _squeezed(one.phrase or one.printed).rstrip(".;,")
    if not _stands(one, phrase) or phrase not in words:
        params = {"cell": str(one.cell), "printed": one.printed}
        yield Finding("narrative.pages_differ", _DIFFER, params=params, where=str(one.cell))


def _stands(one: SignedFigure, phrase: str) -> bool:
    """Tell whether a sentence prints a number that says the amount; the word of its bound may stand before it."""
    ways = (one.printed, f"{WORDS_OF_BOUND[one.bound]} {one.printed}")
    return any(says(way, one.amount) and _squeezed(way).lower() in phrase.lower() for way in ways)


def _body(page: str) -> str:
    """Return the words of a page without its head: number and mark."""
    found = _PAGE_HEAD.match(page)
    return page[found.end() :] if found else page


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


# ------------------------------------------------------------------ what a printed number says


def says(printed: str, amount: Amount) -> bool:
    """Tell whether a number as it is printed says an amount: value, whole, and the word of its bound.

    >>> from binhyen.kernel.amounts import Bound, exactly, roughly
    >>> says("05", exactly(5)), says("hơn 5.000", roughly(5000, Bound.OVER)), says("5.000", roughly(5000, Bound.OVER))
    (True, True, False)
    """
    if amount.said is Said.VAGUE:
        words, said = _squeezed(amount.words).lower(), _squeezed(printed).lower()
        return words in said or words.startswith(
            said
        )  # the sentence has the unit's noun: "hàng trăm" for "hàng trăm kg"
    found = _SAID.fullmatch(printed.strip())
    if found is None:
        return amount.said is Said.NOTHING
    size = _SIZES[found["size"]]
    if _number(found["value"]) * size != amount.number:
        return False
    whole = None if found["whole"] is None else _number(found["whole"])
    return whole == amount.denominator and found["hedge"].strip().lower() == WORDS_OF_BOUND[amount.bound]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


_NONE = gettext_noop("The file is soundly signed, but carries no figures as data. Enter them from its pages.")
_TABLE = gettext_noop("The two attached files of figures, JSON and CSV, say different things. Ask the sender.")
_DOUBLED = gettext_noop("Two files called “%(name)s” are attached: which one was meant cannot be told. Ask the sender.")
_DIFFER = gettext_noop(
    "The figure %(cell)s is attached as “%(printed)s”, but the pages do not print it so. "
    "Nothing is taken; ask the sender."
)
_UNPRINTED = gettext_noop(
    "%(count)s of %(all)s figures stand in no sentence of the text (in annexes, or in words alone): "
    "they are vouched for by the signature, and were not compared with the pages."
)
