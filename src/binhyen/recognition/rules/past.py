"""Results of years before the system: what a list says of one unit or many, what is wrong with it, what it counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.amounts import EMPTY, Amount, Said, exactly
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import ancestors
from binhyen.kernel.vietnamese import fold
from binhyen.recognition.rules.lifecycle import Outcome
from binhyen.recognition.rules.reported import PLACES, split_of
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line

INDICATOR = "recognised_units"
SHARE = "share"
"""Name of the field that says how many of how many."""
_KINDS_BY_WORD = (
    ("residential_area", ("thon", "to dan pho", "khu pho", "khu dan cu", "ban", "lang", "ap", "khom", "buon", "khoi")),
    ("commune", ("xa",)),
    ("ward", ("phuong",)),
    ("township", ("thi tran",)),
    ("special_zone", ("dac khu",)),
    ("school", ("truong", "hoc vien", "dai hoc")),
    ("enterprise", ("cong ty", "doanh nghiep", "hop tac xa", "tap doan")),
)
_TOTALS = {
    "residential_area": "Khu dân cư",
    "commune": "Xã",
    "ward": "Phường",
    "township": "Thị trấn",
    "special_zone": "Đặc khu",
    "agency": "Cơ quan",
    "enterprise": "Doanh nghiệp",
    "school": "Cơ sở giáo dục",
}


def said_share(facts: Facts) -> Amount:
    """Return how many of how many: as it is written, or one of one by the result; EMPTY where neither is said."""
    share = facts.amount(SHARE)
    if share.said is not Said.EMPTY:
        return share
    return exactly(int(facts.text("result") == Outcome.RECOGNISED), 1) if facts.text("result") else EMPTY


def is_total(facts: Facts) -> bool:
    """Tell whether it sums up many units."""
    return (said_share(facts).denominator or 0) > 1


def past_title(facts: Facts) -> str:
    """Return what an entry is called: the unit, or what is summed up with its numbers, and the year."""
    name, share = facts.text("name"), facts.amount(SHARE)
    numbers = f": {share.number:f}/{share.denominator:f}" if is_total(facts) and share.denominator else ""
    return f"{name} – {facts.number('year')}{numbers}"


def past_guess(facts: Facts) -> Mapping[str, str]:
    """Tell the kind from how a name begins, and what a row of numbers is called from its kind."""
    kind = facts.text("unit_kind") or _kind_named(facts.text("name"))
    found = {"unit_kind": kind} if kind else {}
    return found | ({"name": _TOTALS[kind]} if kind in _TOTALS and is_total(facts) else {})


def _kind_named(name: str) -> str:
    words = f"{fold(name)} "
    return next((kind for kind, heads in _KINDS_BY_WORD if words.startswith(tuple(f"{one} " for one in heads))), "")


def past_lines(facts: Facts, _steps: Sequence[StepFacts]) -> list[Line]:
    """Return the line of an entry: it stands on the last day of its year alone, as a year's round does."""
    share, year = said_share(facts), facts.number("year")
    if share.denominator is None or not date.min.year <= year < date.max.year:
        return []
    split = split_of(facts.text("unit_kind"), facts.text("managing_level"))
    return [Line(INDICATOR, share, date(year, 12, 31), date(year + 1, 1, 1), split)]


# ------------------------------------------------------------------ one entry


def past_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where result and numbers are missing or contradict each other, and where a decision came before its year."""
    yield from _decided_before(facts)
    share, result = said_share(facts), facts.text("result")
    if share.said is Said.EMPTY:
        message = gettext_noop("Say what was decided: recognised or not, or how many of how many, as in 194/213.")
        yield Finding("recognition.no_past_result", message, where="result")
    elif share.value is None or share.denominator is None or share.denominator == 0:
        message = gettext_noop("Write how many of how many, as in 194/213; leave the row out where there was no unit.")
        yield Finding("recognition.past_needs_share", message, where=SHARE)
    elif share.value > share.denominator:
        message = gettext_noop("%(part)s of %(whole)s cannot be: more were recognised than there were. Look again.")
        yield Finding("recognition.past_above_whole", message, params=_numbers(share), where=SHARE)
    elif (result == Outcome.RECOGNISED and not share.value) or (result == Outcome.NOT_RECOGNISED and share.value):
        message = gettext_noop("The result and the number (%(part)s of %(whole)s) contradict each other. Mend one.")
        yield Finding("recognition.past_contradicts", message, params=_numbers(share), where="result")


def _numbers(share: Amount) -> dict[str, object]:
    return {"part": f"{share.number:f}", "whole": f"{share.denominator or 0:f}"}


def _decided_before(facts: Facts) -> Iterable[Finding]:
    day, year = facts.day("decided_on"), facts.number("year")
    if day and year and day.year < year:
        message = gettext_noop("A result of %(year)s cannot be decided on %(day)s, before its year. Mend one of them.")
        params = {"year": str(year), "day": f"{day:%d/%m/%Y}"}
        yield Finding("recognition.past_decided_before", message, params=params, where="decided_on")


# ------------------------------------------------------------------ entries beside each other


@dataclass(frozen=True, slots=True)
class PastSaid:
    """What an entry says, as far as others may say it again. `paths` are those of its place, its own first."""

    title: str
    year: int
    kind: str
    level: str
    name: str
    """Without diacritics."""
    total: bool
    paths: tuple[str, ...]
    itself: bool = False
    """The place is the unit: a residential area's own, a commune's own."""

    def overlaps(self, other: "PastSaid") -> bool:
        """Tell whether both are about units of the same level: an unknown level may be any."""
        return self.kind in PLACES or not self.level or not other.level or self.level == other.level


_Key = tuple[int, str, str]


class _Ground:
    """Entries by year, kind and path: those that stand there, and those that stand there or below."""

    def __init__(self) -> None:
        self.at: dict[_Key, list[PastSaid]] = defaultdict(list)
        self.within: dict[_Key, list[PastSaid]] = defaultdict(list)
        self.named: dict[tuple[_Key, str], list[PastSaid]] = defaultdict(list)
        self.named_within: dict[tuple[_Key, str], list[PastSaid]] = defaultdict(list)
        self.itself: dict[_Key, list[PastSaid]] = defaultdict(list)

    def add(self, one: PastSaid) -> None:
        """Lay an entry down. Of many alike one is enough to name."""
        own = (one.year, one.kind, one.paths[0])
        if one.total:
            self.at[own].append(one)
        else:
            _lay(self.named[own, one.name], one)
        if one.itself:
            _lay(self.itself[own], one)
        for above in ancestors(one.paths[0]):
            key = (one.year, one.kind, above)
            _lay(self.within[key], one)
            if not one.total:
                _lay(self.named_within[key, one.name], one)

    def met_by(self, one: PastSaid) -> PastSaid | None:
        """Return an entry that says again what `one` says, or a part of it."""
        met = (other for path in one.paths for other in self._met_at(one, path))
        return next((other for other in met if one.overlaps(other)), None)

    def _met_at(self, one: PastSaid, path: str) -> Iterable[PastSaid]:
        for above in ancestors(path):
            yield from self.at.get((one.year, one.kind, above), ())
        if one.total:
            yield from self.within.get((one.year, one.kind, path), ())
        else:
            yield from self._twins(one, path)

    def _twins(self, one: PastSaid, path: str) -> Iterable[PastSaid]:
        """Return who bears the name at a place, above or below it, and who is the place itself."""
        for above in ancestors(path):
            yield from self.named.get(((one.year, one.kind, above), one.name), ())
        yield from self.named_within.get(((one.year, one.kind, path), one.name), ())
        if one.itself:
            yield from self.itself.get((one.year, one.kind, path), ())


def _lay(laid: list[PastSaid], one: PastSaid) -> None:
    """Add an entry to those that lie there, unless one of its level does."""
    if not any(same.level == one.level for same in laid):
        laid.append(one)


def said_twice(drafts: Sequence[PastSaid], known: Iterable[PastSaid]) -> Mapping[int, Finding]:
    """Say by position which drafts count units that another entry, or a draft before, counts already.

    A total counts every unit of its kind, year and level in its place and below; nothing else may say of one of them.
    """
    ground = _Ground()
    for one in known:
        ground.add(one)
    found = {}
    for position, one in enumerate(drafts):
        other = ground.met_by(one)
        if other is not None:
            found[position] = _twice(one, other)
        ground.add(one)
    return found


def _twice(one: PastSaid, other: PastSaid) -> Finding:
    params = {"other": other.title, "year": str(one.year)}
    if not one.total and not other.total:
        message = gettext_noop(
            "“%(other)s” says the result of this unit in %(year)s already. Change that entry; of two units with one "
            "name, say in the name which is meant."
        )
        return Finding("recognition.past_said_twice", message, params=params, where="name")
    message = gettext_noop(
        "“%(other)s” counts the same units of %(year)s: a total and its parts would be counted twice. Keep the total "
        "or the single units, and take the other back."
    )
    return Finding("recognition.past_total_and_parts", message, params=params, where=SHARE if one.total else "name")
