"""What may be written into a cell, whoever brings it: a person, a workbook, a program, a register."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Line
from binhyen.kernel.amounts import DECIMALS, LIMIT, Amount, Bound, Origin, Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop


@dataclass(frozen=True, slots=True)
class CellEntry:
    """One value for one cell, written over the version that its author saw (0: an empty cell; None: any).

    `counted` is what the register counted, where the author writes another number; then `note` says why.
    """

    cell: CellKey
    amount: Amount
    base_version: int | None = 0
    note: str = ""
    origin: Origin = Origin.TYPED
    origin_ref: str = ""
    counted: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a cell stands when somebody writes over it."""

    version: int
    amount: Amount
    note: str
    accepted: bool
    """Accepted in part, while the rest of the report was returned: the office asks no more about it."""
    counted: Decimal | None = None
    """What a register counted there: the value itself, or what somebody typed another number over."""


_ONE = Decimal(1)
LONGEST_NOTE = 500
LONGEST_WORDS = 120


def entry_findings(entry: CellEntry, lines: Mapping[CellKey, Line], catalogue: Catalogue) -> list[Finding]:
    """Say what is wrong with an entry by itself: not in the form, not of the indicator's kind, without its reason."""
    indicator = catalogue.find(entry.cell.indicator)
    line = lines.get(entry.cell)
    if indicator is None or line is None or not indicator.in_forms:
        message = gettext_noop("The cell %(cell)s is not in this form. Take it out, or use the form that has it.")
        return [Finding("reports.not_in_form", message, params={"cell": str(entry.cell)}, where=str(entry.cell))]
    found = [_at(entry.cell, line.label, one) for one in amount_findings(entry.amount, indicator)]
    if entry.counted is not None and differs(entry) and not entry.note.strip():
        message = gettext_noop(
            "“%(label)s”: the register counts %(counted)s. Say in the note why another number is right."
        )
        params = {"label": line.label, "counted": entry.counted}
        found.append(Finding("reports.reason_needed", message, params=params, where=str(entry.cell)))
    if len(entry.note) > LONGEST_NOTE:
        message = gettext_noop("“%(label)s”: the note is longer than %(longest)s characters.")
        params = {"label": line.label, "longest": LONGEST_NOTE}
        found.append(Finding("reports.note_too_long", message, params=params, where=str(entry.cell)))
    return found


def twice_findings(entries: Iterable[CellEntry]) -> list[Finding]:
    """Say which cells are named twice in what was sent: nobody can tell which value is meant."""
    named = Counter(entry.cell for entry in entries)
    message = gettext_noop("The cell %(cell)s is named twice. Keep one of the two values.")
    return [
        Finding("reports.cell_twice", message, params={"cell": str(cell)}, where=str(cell))
        for cell, times in named.items()
        if times > 1
    ]


def differs(entry: CellEntry) -> bool:
    """Tell whether somebody writes another number than the register counted."""
    return entry.counted is not None and (entry.amount.said is Said.EMPTY or entry.amount.number != entry.counted)


def amount_findings(amount: Amount, indicator: Indicator) -> list[Finding]:
    """Say what is wrong with an amount for an indicator; `label` is filled in where it is known.

    Every door has its own reading of texts; this is what holds for all of them.
    """
    if amount.said is not Said.NUMBER or amount.value is None:
        return _worded(amount, indicator)
    if _is_plain(amount, indicator):
        return []
    numbers = [amount.value] if amount.denominator is None else [amount.value, amount.denominator]
    if not all(number.is_finite() for number in numbers):
        return [_finding("reports.not_a_number", gettext_noop("“%(label)s” is no number."))]
    if any(abs(number) >= LIMIT for number in numbers):
        return [_finding("reports.too_large", gettext_noop("“%(label)s” is larger than any figure of the movement."))]
    found = [one for number in numbers for one in _number_findings(number, indicator)]
    found += _beside_a_number(amount)
    if (amount.denominator is not None) != indicator.is_share:
        found.append(_finding("reports.share", _SHARE if indicator.is_share else _NO_SHARE))
    return found


def _is_plain(amount: Amount, indicator: Indicator) -> bool:
    """Tell at once of the commonest amount, a whole number within bounds, that nothing is wrong with it."""
    value = amount.value
    if value is None or amount.denominator is not None or indicator.is_share or not value.is_finite():
        return False
    if amount.bound is Bound.VAGUE or amount.words:
        return False
    return 0 <= value < LIMIT and value == value.to_integral_value()


def _beside_a_number(amount: Amount) -> list[Finding]:
    found = [_finding("reports.vague_with_number", _NOT_VAGUE)] if amount.bound is Bound.VAGUE else []
    return [*found, _finding("reports.words_and_number", _EITHER)] if amount.words else found


_EITHER = gettext_noop("“%(label)s” says a number and something else at once. Keep one of the two.")
_NOT_VAGUE = gettext_noop("“%(label)s”: words alone are vague. Leave the number out, or say “hơn”, “gần”, “khoảng”.")
_SHARE = gettext_noop("“%(label)s” needs both numbers: so many of so many, such as 194/213.")
_NO_SHARE = gettext_noop("“%(label)s” takes one number, not a share.")


def _worded(amount: Amount, indicator: Indicator) -> list[Finding]:
    if amount.said is not Said.NUMBER and (amount.value is not None or amount.denominator is not None):
        return [_finding("reports.words_and_number", _EITHER)]
    if amount.said is Said.NUMBER:
        return [_finding("reports.not_a_number", gettext_noop("“%(label)s” is no number."))]
    if amount.said is Said.VAGUE and not (0 < len(amount.words.strip()) <= LONGEST_WORDS):
        message = gettext_noop("“%(label)s”: a vague amount needs its words, at most 120 characters.")
        return [_finding("reports.vague_without_words", message)]
    if amount.said is Said.VAGUE and indicator.is_share:
        return [_finding("reports.share", _SHARE)]
    return []


def _number_findings(number: Decimal, indicator: Indicator) -> list[Finding]:
    found = []
    if number < 0:
        found.append(_finding("reports.negative", gettext_noop("“%(label)s” must not be below zero.")))
    if indicator.whole and number != number.to_integral_value():
        found.append(_finding("reports.not_whole", gettext_noop("“%(label)s” is counted in whole numbers.")))
    elif number != number.quantize(Decimal(1).scaleb(-DECIMALS)):
        found.append(_finding("reports.too_fine", gettext_noop("“%(label)s” has more than four decimals.")))
    return found


def _finding(code: str, message: str) -> Finding:
    return Finding(code, message)


def _at(cell: CellKey, label: str, finding: Finding) -> Finding:
    return replace(finding, params={**finding.params, "label": label}, where=str(cell))


def same(entry: CellEntry, standing: Standing | None) -> bool:
    """Tell whether writing changes nothing, so that sending again is harmless. A first count beside is a change."""
    if standing is None:
        return entry.amount.said is Said.EMPTY and not entry.note
    if entry.counted is not None and standing.counted is None and not standing.accepted:
        return False
    return standing.amount == normal(entry.amount) and standing.note == entry.note.strip()


def beside_count(entry: CellEntry, standing: Standing | None) -> CellEntry:
    """Return an entry with the count that it is written over: what a register counted is written over knowingly."""
    if standing is None or standing.counted is None or entry.counted is not None or entry.origin is Origin.COUNTED:
        return entry
    return replace(entry, counted=standing.counted)


def normal(amount: Amount) -> Amount:
    """Return an amount as it is stored: without needless zeros, words trimmed, the bound of words being VAGUE."""
    if _is_normal(amount):
        return amount
    if amount.said is Said.VAGUE:
        return Amount(Said.VAGUE, bound=Bound.VAGUE, words=" ".join(amount.words.split()))
    if amount.said is not Said.NUMBER or amount.value is None:
        return Amount(amount.said)
    return Amount(Said.NUMBER, _plain(amount.value), _plain(amount.denominator), amount.bound)


def _is_normal(amount: Amount) -> bool:
    """Tell at once of the commonest amount, a whole number without an exponent, that it is stored as it is."""
    value = amount.value
    if amount.said is not Said.NUMBER or value is None or amount.denominator is not None or amount.words:
        return False
    return value.same_quantum(_ONE)


def _plain(number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def meeting_findings(
    entries: Iterable[CellEntry], standings: Mapping[CellKey, Standing], labels: Mapping[CellKey, str]
) -> list[Finding]:
    """Say which entries meet something: another value saved in between, or a cell that was accepted already."""
    found = []
    for entry in entries:
        standing = standings.get(entry.cell)
        if same(entry, standing):
            continue
        params = {"label": labels.get(entry.cell, str(entry.cell))}
        if standing is not None and standing.accepted:
            message = gettext_noop("“%(label)s” was accepted already; the office asks about other cells.")
            found.append(Finding("reports.cell_accepted", message, params=params, where=str(entry.cell)))
        elif entry.base_version is not None and entry.base_version != (standing.version if standing else 0):
            found.append(_conflict(entry, standing, params))
    return found


def _conflict(entry: CellEntry, standing: Standing | None, params: dict[str, str]) -> Finding:
    """Carry both values; the page that shows them adds who and when."""
    message = gettext_noop("Somebody saved “%(label)s” after you opened the page. Nothing of yours is lost: choose.")
    both = {
        **params,
        "yours": normal(entry.amount),
        "your_note": entry.note,
        "theirs": standing.amount if standing else Amount(Said.EMPTY),
        "their_note": standing.note if standing else "",
        "version": standing.version if standing else 0,
    }
    return Finding("reports.conflict", message, params=both, where=str(entry.cell))
