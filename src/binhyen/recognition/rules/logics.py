"""How each logic concludes: documents by a day, shares, counts, checklists, recorded judgements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.amounts import needed, reaches
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import number, short_date
from binhyen.recognition.rules.facts import UNIT_COUNTS, total_of
from binhyen.recognition.rules.model import (
    ChecklistAll,
    CountMax,
    CountMin,
    Criterion,
    DocumentsBy,
    EngineOptions,
    Facts,
    FactValue,
    Judged,
    Logic,
    Pack,
    Pooling,
    Ratio,
    UnitCounts,
    Verdict,
)

Answer = tuple[Verdict, Finding]


@dataclass(frozen=True, slots=True)
class Case:
    """One unit before the engine: its facts, the year, the window and the chosen readings."""

    pack: Pack
    facts: Facts
    year: int
    window: Period
    options: EngineOptions
    day: date

    def value(self, name: str) -> FactValue | None:
        """Return a fact; a total of units that was not given is added up from the kinds."""
        return total_of(self.facts, name)

    def count(self, name: str) -> int | None:
        """Return a fact that is a count."""
        value = self.value(name)
        return value if isinstance(value, int) else None

    def label(self, name: str) -> str:
        """Return a fact's Vietnamese name."""
        return next((spec.label for spec in self.pack.facts if spec.name == name), name)

    def word(self, name: str, choice: str) -> str:
        """Return the Vietnamese word of one of a fact's choices."""
        return next((spec.word(choice) for spec in self.pack.facts if spec.name == name), choice)

    def shows(self, name: str) -> bool:
        """Tell whether a trace names the fact: counts by kind only where they were given."""
        return name != "units_by_kind" or name in self.facts


def conclude(case: Case, criterion: Criterion) -> Answer:
    """Conclude one criterion that is not composed of others."""
    test = criterion.test
    if isinstance(test, Judged):
        return _judged(case, criterion)
    if isinstance(test, DocumentsBy):
        return _documents(case, test)
    if isinstance(test, Ratio):
        return _ratio(case, test)
    if isinstance(test, ChecklistAll):
        return _checklist(case, test)
    if isinstance(test, CountMin | CountMax):
        return _count(case, test)
    msg = f"{criterion.id} is composed of others"
    raise TypeError(msg)


def _say(code: str, message: str, **params: str) -> Finding:
    return Finding(code, message, Severity.INFO, params=params)


def _missing(case: Case, *names: str) -> Answer:
    message = gettext_noop("Not known yet: %(facts)s.")
    labels = "; ".join(case.label(name) for name in names)
    return Verdict.CANNOT_CONCLUDE, _say("recognition.facts_missing", message, facts=labels)


# ------------------------------------------------------------------ documents


def _documents(case: Case, test: DocumentsBy) -> Answer:
    """The first quarter is 1 January – 31 March of the evaluation year (Circular 124/2021, articles 4.1, 5.1, 6.1)."""
    first = case.window.start if test.due is None else date(case.year, 1, 1)
    last = case.window.end if test.due is None else test.due.of(case.year)
    span = {"first": short_date(first), "last": short_date(last)}
    dates = {name: value for name in test.facts if isinstance(value := case.facts.get(name), date)}
    outside = {name: day for name, day in dates.items() if not first <= day <= last}
    if outside:
        listed = "; ".join(f"{case.label(name)}: {short_date(day)}" for name, day in outside.items())
        message = gettext_noop("Outside %(first)s – %(last)s: %(documents)s.")
        return Verdict.NOT_MET, _say("recognition.document_out_of_time", message, documents=listed, **span)
    if len(dates) < len(test.facts):
        return _missing(case, *(name for name in test.facts if name not in dates))
    listed = "; ".join(f"{case.label(name)}: {short_date(day)}" for name, day in dates.items())
    message = gettext_noop("Within %(first)s – %(last)s: %(documents)s.")
    return Verdict.MET, _say("recognition.documents_in_time", message, documents=listed, **span)


# ------------------------------------------------------------------ shares


def _ratio(case: Case, test: Ratio) -> Answer:
    units = case.facts.get("units_by_kind")
    if test.pooled and case.options.pooling is Pooling.PER_KIND:
        return _per_kind(case, test, units) if isinstance(units, Mapping) else _per_kind_from_totals(case, test)
    return _pooled(case, test)


def _pooled(case: Case, test: Ratio) -> Answer:
    part, whole = case.count(test.part), case.count(test.whole)
    if part is None or whole is None:
        return _missing(case, *(name for name in (test.part, test.whole) if case.count(name) is None))
    return _share(case, test, part, whole)


def _share(case: Case, test: Ratio, part: int, whole: int) -> Answer:
    """Compare as integers: 17 of 25 is below 70 %, 18 is not."""
    labels = {"part_label": case.label(test.part), "whole_label": case.label(test.whole)}
    if whole == 0:
        message = gettext_noop("“%(whole_label)s” is 0: a share of nothing can't be concluded.")
        return Verdict.CANNOT_CONCLUDE, _say("recognition.nothing_to_share", message, **labels)
    params = labels | {"part": number(part), "whole": number(whole), "percent": str(test.percent)}
    if reaches(part, whole, test.percent):
        message = gettext_noop("%(part)s of %(whole)s, at least %(percent)s %% (%(part_label)s / %(whole_label)s).")
        return Verdict.MET, _say("recognition.share_reached", message, **params)
    message = gettext_noop(
        "%(part)s of %(whole)s, below %(percent)s %%: at least %(needed)s are needed "
        "(%(part_label)s / %(whole_label)s)."
    )
    return Verdict.NOT_MET, _say(
        "recognition.share_missed", message, needed=number(needed(whole, test.percent)), **params
    )


def _per_kind(case: Case, test: Ratio, units: Mapping[str, UnitCounts]) -> Answer:
    """Each kind reaches the share by itself; kinds without eligible units do not count."""
    shares = {kind: _of_kind(counts, test) for kind, counts in units.items()}
    counted = {kind: share for kind, share in shares.items() if share[1] != 0}
    missed = [kind for kind, (part, whole) in counted.items() if _misses(part, whole, test.percent)]
    unknown = [kind for kind, (part, whole) in counted.items() if part is None or whole is None]
    percent = str(test.percent)
    if missed:
        message = gettext_noop("Taken by kind, below %(percent)s %%: %(kinds)s.")
        return Verdict.NOT_MET, _say(
            "recognition.share_missed_by_kind", message, percent=percent, kinds=_named(case, missed, shares)
        )
    if unknown:
        message = gettext_noop("Taken by kind, not known yet for: %(kinds)s.")
        return Verdict.CANNOT_CONCLUDE, _say(
            "recognition.facts_missing", message, kinds=", ".join(case.word("units_by_kind", kind) for kind in unknown)
        )
    if not counted:
        return _share(case, test, 0, 0)
    message = gettext_noop("Taken by kind, at least %(percent)s %% in each: %(kinds)s.")
    return Verdict.MET, _say("recognition.share_reached", message, percent=percent, kinds=_named(case, counted, shares))


def _of_kind(counts: UnitCounts, test: Ratio) -> tuple[int | None, int | None]:
    return getattr(counts, UNIT_COUNTS[test.part]), getattr(counts, UNIT_COUNTS[test.whole])


def _misses(part: int | None, whole: int | None, percent: int) -> bool:
    return part is not None and whole is not None and not reaches(part, whole, percent)


def _named(case: Case, kinds: Iterable[str], shares: Mapping[str, tuple[int | None, int | None]]) -> str:
    return ", ".join(f"{case.word('units_by_kind', kind)} {shares[kind][0]}/{shares[kind][1]}" for kind in kinds)


def _per_kind_from_totals(case: Case, test: Ratio) -> Answer:
    """Totals settle two ends: below the share in all means below in some kind; all of all means all of each."""
    part, whole = case.count(test.part), case.count(test.whole)
    pooled = _pooled(case, test)
    if pooled[0] is not Verdict.MET or part == whole:
        return pooled
    message = gettext_noop("The share is taken by kind here: give “units_by_kind”.")
    return Verdict.CANNOT_CONCLUDE, _say("recognition.kinds_missing", message)


# ------------------------------------------------------------------ counts, checklists


def _count(case: Case, test: CountMin | CountMax) -> Answer:
    amount = case.count(test.fact)
    if amount is None:
        return _missing(case, test.fact)
    params = {"label": case.label(test.fact), "amount": number(amount)}
    if isinstance(test, CountMin):
        message = gettext_noop("%(label)s: %(amount)s (at least %(bound)s).")
        met, bound = amount >= test.minimum, test.minimum
    else:
        message = gettext_noop("%(label)s: %(amount)s (at most %(bound)s).")
        met, bound = amount <= test.maximum, test.maximum
    verdict = Verdict.MET if met else Verdict.NOT_MET
    return verdict, _say("recognition.counted", message, bound=number(bound), **params)


def _checklist(case: Case, test: ChecklistAll) -> Answer:
    given = case.facts.get(test.fact)
    if not isinstance(given, frozenset):
        return _missing(case, test.fact)
    absent = [item for item in test.items if item not in given]
    params = {"label": case.label(test.fact), "count": str(len(test.items))}
    if absent:
        listed = ", ".join(case.word(test.fact, item) for item in absent)
        message = gettext_noop("%(label)s: %(absent)s missing (all %(count)s are required).")
        return Verdict.NOT_MET, _say("recognition.checklist_short", message, absent=listed, **params)
    message = gettext_noop("%(label)s: all %(count)s present.")
    return Verdict.MET, _say("recognition.checklist_full", message, **params)


# ------------------------------------------------------------------ recorded judgements

_JUDGED = {
    (Logic.ASSESSED, Verdict.MET): gettext_noop("Assessed as met."),
    (Logic.ASSESSED, Verdict.NOT_MET): gettext_noop("Assessed as not met."),
    (Logic.NONE_OF, Verdict.MET): gettext_noop("The competent body concludes that no case of the clause occurred."),
    (Logic.NONE_OF, Verdict.NOT_MET): gettext_noop("The competent body concludes that the clause is not met."),
    (Logic.PENDING_TEXT, Verdict.MET): gettext_noop(
        "The wording of %(article)s has not been entered; the recorded judgement of a named appraiser stands in: met."
    ),
    (Logic.PENDING_TEXT, Verdict.NOT_MET): gettext_noop(
        "The wording of %(article)s has not been entered; the recorded judgement of a named appraiser stands in: "
        "not met."
    ),
}
_UNJUDGED = {
    Logic.ASSESSED: gettext_noop("No assessment has been recorded."),
    Logic.NONE_OF: gettext_noop("The competent body's conclusion on the clause has not been recorded."),
    Logic.PENDING_TEXT: gettext_noop(
        "The wording of %(article)s has not been entered: a named appraiser has to judge, and nobody has yet."
    ),
}


def _judged(case: Case, criterion: Criterion) -> Answer:
    """One judgement concludes; security events are one conclusion for the whole clause, never by letter."""
    logic = criterion.logic
    if criterion.wording_from is not None and case.day < criterion.wording_from:
        logic = Logic.PENDING_TEXT
    recorded = case.facts.get(criterion.judgement)
    if recorded not in (Verdict.MET, Verdict.NOT_MET):
        message = _UNJUDGED[logic]
        return Verdict.CANNOT_CONCLUDE, _say("recognition.not_judged", message, article=criterion.article)
    verdict = Verdict(str(recorded))
    return verdict, _say("recognition.judged", _JUDGED[logic, verdict], article=criterion.article)
