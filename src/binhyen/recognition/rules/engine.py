"""The engine: facts and a pack in, verdicts with their trace out. Unknown is never met."""

from collections.abc import Iterable
from datetime import date

from binhyen.kernel.findings import Finding, Refused, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.facts import criteria_of, names_of, require_possible
from binhyen.recognition.rules.logics import Case, conclude
from binhyen.recognition.rules.model import (
    Criterion,
    CriterionResult,
    EngineOptions,
    Evaluation,
    Exclusion,
    Facts,
    FactValue,
    KindRule,
    Pack,
    Parts,
    Verdict,
)
from binhyen.recognition.rules.windows import evaluation_year, kind_of, window_in

DEFAULTS = EngineOptions()


def evaluate(pack: Pack, kind: str, facts: Facts, as_of: date, *, options: EngineOptions = DEFAULTS) -> Evaluation:
    """Say whether a unit meets the standard in the year whose window contains `as_of`.

    Any criterion not met → not met; else any that can't be concluded, or a scope that can't → cannot conclude; else
    met (Circular 124/2021, articles 4–8: "khi đạt đủ các tiêu chí"). A unit outside the circular has no criteria.
    `as_of` chooses the year and which provincial additions are in force; for a past year give its window's last day.
    Refuses a disabled pack, a kind or day outside it, and facts that are unknown or impossible.
    """
    _require_enabled(pack)
    rule = kind_of(pack, kind)
    year = evaluation_year(pack, kind, as_of)
    require_possible(pack, kind, facts)
    case = Case(pack, facts, year, window_in(rule.window, year), options, as_of)
    scope = _scope(pack, rule, facts)
    results = () if scope.verdict is Verdict.OUT_OF_SCOPE else _conclude_all(case, criteria_of(pack, kind, as_of))
    return Evaluation(pack.code, pack.version, kind, year, case.window, _overall(scope, results), scope, results)


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    """Join verdicts: one "not met" decides, then one "cannot conclude"; what does not apply does not count."""
    found = set(verdicts)
    for verdict in (Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE, Verdict.MET):
        if verdict in found:
            return verdict
    return Verdict.NOT_APPLICABLE


def _overall(scope: CriterionResult, results: tuple[CriterionResult, ...]) -> Verdict:
    if scope.verdict is Verdict.OUT_OF_SCOPE:
        return Verdict.OUT_OF_SCOPE
    verdict = combine((scope.verdict, *(one.verdict for one in results)))
    applied = any(one.verdict is not Verdict.NOT_APPLICABLE for one in results)
    return verdict if applied else Verdict.CANNOT_CONCLUDE


def _conclude_all(case: Case, criteria: tuple[Criterion, ...]) -> tuple[CriterionResult, ...]:
    known: dict[str, CriterionResult] = {}
    for criterion in criteria:
        _conclude(case, criterion, known)
    return tuple(known[criterion.id] for criterion in criteria)


def _conclude(case: Case, criterion: Criterion, known: dict[str, CriterionResult]) -> CriterionResult:
    if criterion.id not in known:
        verdict, reason, facts = _verdict(case, criterion, known)
        known[criterion.id] = CriterionResult(criterion.id, verdict, reason, facts, cite(case.pack, criterion))
    return known[criterion.id]


def _verdict(
    case: Case, criterion: Criterion, known: dict[str, CriterionResult]
) -> tuple[Verdict, Finding, dict[str, FactValue | None]]:
    waived = _waived(case, criterion)
    if waived is not None:
        return waived
    if isinstance(criterion.test, Parts):
        return _from_parts(case, criterion.test, known)
    verdict, reason = conclude(case, criterion)
    return verdict, reason, {name: case.value(name) for name in names_of(criterion) if case.shows(name)}


def _waived(case: Case, criterion: Criterion) -> tuple[Verdict, Finding, dict[str, FactValue | None]] | None:
    """Return what an unfulfilled or unknown condition ("where a Party organisation exists") makes of a criterion."""
    if not criterion.only_if:
        return None
    condition = case.facts.get(criterion.only_if)
    facts = {name: case.value(name) for name in names_of(criterion)}
    label = case.label(criterion.only_if)
    if condition is None:
        message = gettext_noop("Not known yet: %(facts)s.")
        return Verdict.CANNOT_CONCLUDE, _because("recognition.facts_missing", message, facts=label), facts
    if condition is False:
        message = gettext_noop("Does not apply: “%(condition)s” is answered no.")
        return Verdict.NOT_APPLICABLE, _because("recognition.does_not_apply", message, condition=label), facts
    return None


def _from_parts(
    case: Case, test: Parts, known: dict[str, CriterionResult]
) -> tuple[Verdict, Finding, dict[str, FactValue | None]]:
    parts = [_conclude(case, one, known) for part in test.of if (one := case.pack.criterion(part)) is not None]
    verdict = combine(one.verdict for one in parts)
    deciding = ", ".join(one.id for one in parts if one.verdict is verdict)
    facts = {name: value for one in parts for name, value in one.facts.items()}
    return verdict, _because("recognition.from_parts", _PARTS[verdict], criteria=deciding), facts


_PARTS = {
    Verdict.MET: gettext_noop("All of its parts are met: %(criteria)s."),
    Verdict.NOT_MET: gettext_noop("Not met, because of %(criteria)s."),
    Verdict.CANNOT_CONCLUDE: gettext_noop("Can't be concluded, because of %(criteria)s."),
    Verdict.NOT_APPLICABLE: gettext_noop("None of its parts applies: %(criteria)s."),
}


# ------------------------------------------------------------------ scope


def _scope(pack: Pack, rule: KindRule, facts: Facts) -> CriterionResult:
    outside = [one for one in rule.exclusions if _word(facts.get(one.fact)) in one.values]
    unknown = [one for one in rule.exclusions if facts.get(one.fact) is None]
    if outside:
        return _outside(pack, outside[0], facts)
    read = {one.fact: facts.get(one.fact) for one in rule.exclusions}
    source = "; ".join(dict.fromkeys(f"{pack.source.instrument}, {one.article}" for one in rule.exclusions))
    if unknown:
        message = gettext_noop("Whether the circular covers this unit is not known: %(facts)s not given.")
        names = ", ".join(dict.fromkeys(_label(pack, one.fact) for one in unknown))
        reason = _because("recognition.scope_unknown", message, facts=names)
        return CriterionResult("scope", Verdict.CANNOT_CONCLUDE, reason, read, source)
    reason = _because("recognition.in_scope", gettext_noop("The unit is covered."))
    return CriterionResult("scope", Verdict.MET, reason, read, source or pack.source.instrument)


def _outside(pack: Pack, exclusion: Exclusion, facts: Facts) -> CriterionResult:
    message = gettext_noop("Outside the circular: %(gist)s (%(source)s).")
    source = f"{pack.source.instrument}, {exclusion.article}"
    reason = _because("recognition.out_of_scope", message, gist=exclusion.gist, source=source)
    read = {exclusion.fact: facts.get(exclusion.fact)}
    return CriterionResult("scope", Verdict.OUT_OF_SCOPE, reason, read, source)


def _word(value: FactValue | None) -> str:
    return str(value).lower() if isinstance(value, bool | str) else ""


def _label(pack: Pack, name: str) -> str:
    return next((spec.label for spec in pack.facts if spec.name == name), name)


def cite(pack: Pack, criterion: Criterion) -> str:
    """Cite a criterion's source: the province's instrument where it added it, else article of the circular."""
    return f"{criterion.instrument or pack.source.instrument}, {criterion.article}"


def _because(code: str, message: str, **params: str) -> Finding:
    return Finding(code, message, Severity.INFO, params=params)


def _require_enabled(pack: Pack) -> None:
    if not pack.enabled:
        message = gettext_noop("Pack %(pack)s is not in use: %(reason)s")
        params = {"pack": pack.code, "reason": pack.disabled_because}
        raise Refused(Finding("recognition.pack_disabled", message, params=params, where="pack"))
