"""The facts a pack asks for: their names and types, reading them from plain data, and what is impossible."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from difflib import get_close_matches

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number
from binhyen.recognition.rules.model import (
    Criterion,
    Facts,
    FactSpec,
    FactType,
    FactValue,
    Judged,
    Pack,
    Parts,
    UnitCounts,
    Verdict,
)

MAXIMUM = 1_000_000_000
MAX_FACTS = 200
JUDGEMENTS = (Verdict.MET.value, Verdict.NOT_MET.value)
UNIT_COUNTS = {"units_eligible": "eligible", "units_registered": "registered", "units_recognised": "recognised"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def criteria_of(pack: Pack, kind: str, day: date | None = None) -> tuple[Criterion, ...]:
    """List a kind's criteria in order, each composed one followed by its parts; on `day`, only those in force."""
    listed: dict[str, Criterion] = {}
    for criterion in pack.criteria:
        if kind in criterion.kinds and (day is None or criterion.in_force(day)):
            _list(pack, criterion, listed)
    return tuple(listed.values())


def _list(pack: Pack, criterion: Criterion, listed: dict[str, Criterion]) -> None:
    listed.setdefault(criterion.id, criterion)
    if isinstance(criterion.test, Parts):
        for part in criterion.test.of:
            found = pack.criterion(part)
            if found is not None and part not in listed:
                _list(pack, found, listed)


def fact_specs(pack: Pack, kind: str) -> tuple[FactSpec, ...]:
    """List the facts that a kind is asked for, each with the ids of the criteria that use it."""
    names = {one.id: names_of(one) for one in criteria_of(pack, kind)}
    return tuple(
        replace(spec, criteria=tuple(one for one, used in names.items() if spec.name in used))
        for spec in _specs(pack, kind)
    )


def _specs(pack: Pack, kind: str) -> list[FactSpec]:
    """List a kind's facts without their users: what checking a value needs."""
    declared = [spec for spec in pack.facts if kind in spec.kinds]
    return declared + [_judgement(one) for one in criteria_of(pack, kind) if isinstance(one.test, Judged)]


def _judgement(criterion: Criterion) -> FactSpec:
    return FactSpec(criterion.judgement, FactType.JUDGEMENT, criterion.gist, choices=JUDGEMENTS)


def names_of(criterion: Criterion) -> tuple[str, ...]:
    """Return the names of the facts that a criterion rests on."""
    condition = (criterion.only_if,) if criterion.only_if else ()
    test = criterion.test
    if isinstance(test, Judged):
        return (*condition, criterion.judgement)
    if isinstance(test, Parts):
        return condition
    values = (getattr(test, name) for name in ("facts", "fact", "part", "whole") if hasattr(test, name))
    names = [name for value in values for name in ((value,) if isinstance(value, str) else value)]
    units = ("units_by_kind",) if any(name in UNIT_COUNTS for name in names) else ()
    return (*condition, *names, *units)


def parse_facts(pack: Pack, kind: str, plain: Mapping[str, object]) -> Facts:
    """Turn plain data (YAML, JSON) into typed facts; refuse unknown, ill-typed and impossible ones, all at once.

    `where` of each finding is the fact's name, with `.kind.count` for a cell of `units_by_kind`.
    """
    if len(plain) > MAX_FACTS:
        message = gettext_noop("There are %(count)s facts; no unit has more than %(limit)s.")
        params = {"count": number(len(plain)), "limit": str(MAX_FACTS)}
        raise Refused(Finding("recognition.too_many_facts", message, params=params, where="facts"))
    specs = {spec.name: spec for spec in _specs(pack, kind)}
    findings: list[Finding] = []
    facts: dict[str, FactValue] = {}
    for name, raw in plain.items():
        spec = specs.get(name)
        if spec is None:
            findings.append(_unknown(pack, kind, name, specs))
            continue
        value, wrong = _read(spec, raw)
        findings.extend(wrong)
        if value is not None:
            facts[name] = value
    findings.extend(_impossible(specs.values(), facts))
    if findings:
        raise Refused(*findings)
    return facts


def facts_to_plain(facts: Mapping[str, FactValue | None]) -> dict[str, object]:
    """Turn facts into values that JSON can hold; `parse_facts` reads them back."""
    return {name: to_plain(value) for name, value in facts.items()}


def to_plain(value: FactValue | None) -> object:
    """Turn one fact's value into a value that JSON can hold."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {kind: _counts_to_plain(counts) for kind, counts in value.items()}
    return value


def _counts_to_plain(counts: UnitCounts) -> dict[str, int]:
    amounts = {one.name: getattr(counts, one.name) for one in fields(counts)}
    return {name: amount for name, amount in amounts.items() if amount is not None}


# ------------------------------------------------------------------ reading one value


def _read(spec: FactSpec, raw: object) -> tuple[FactValue | None, list[Finding]]:
    if spec.type is FactType.UNITS:
        return _read_units(spec, raw)
    value = _scalar(spec, raw)
    if value is None:
        return None, [_ill_typed(spec, raw)]
    if isinstance(value, int) and not isinstance(value, bool) and not spec.minimum <= value <= MAXIMUM:
        return None, [_impossible_amount(spec.name, value, spec.minimum)]
    return value, []


def _scalar(spec: FactSpec, raw: object) -> FactValue | None:
    match spec.type:
        case FactType.DATE:
            return read_day(raw)
        case FactType.INTEGER:
            return _integer(raw)
        case FactType.BOOLEAN:
            return raw if isinstance(raw, bool) else None
        case FactType.CHOICES:
            return _choices(spec, raw)
        case _:
            return raw if isinstance(raw, str) and raw in spec.choices else None


def _integer(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def read_day(raw: object) -> date | None:
    """Read a day, also one in quotes; None for what is none (a moment is no day)."""
    if isinstance(raw, datetime):
        return None
    if isinstance(raw, str) and _ISO.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return None
    return raw if isinstance(raw, date) else None


def _choices(spec: FactSpec, raw: object) -> frozenset[str] | None:
    if not isinstance(raw, list | tuple | set | frozenset):
        return None
    return frozenset(raw) if all(isinstance(one, str) and one in spec.choices for one in raw) else None


def _read_units(spec: FactSpec, raw: object) -> tuple[FactValue | None, list[Finding]]:
    if not isinstance(raw, Mapping):
        return None, [_ill_typed(spec, raw)]
    findings: list[Finding] = []
    units = {str(kind): _read_counts(spec, str(kind), counts, findings) for kind, counts in raw.items()}
    return (None if findings else units), findings


def _read_counts(spec: FactSpec, kind: str, raw: object, findings: list[Finding]) -> UnitCounts:
    where = f"{spec.name}.{kind}"
    if kind not in spec.choices:
        findings.append(_unknown_item(where, kind, spec.choices))
        return UnitCounts()
    if isinstance(raw, UnitCounts):
        raw = _counts_to_plain(raw)
    if not isinstance(raw, Mapping):
        findings.append(_ill_typed(replace(spec, name=where), raw))
        return UnitCounts()
    amounts = {str(name): _read_count(f"{where}.{name}", str(name), one, findings) for name, one in raw.items()}
    return UnitCounts(**{name: one for name, one in amounts.items() if name in UNIT_COUNTS.values()})


def _read_count(where: str, name: str, raw: object, findings: list[Finding]) -> int | None:
    if name not in UNIT_COUNTS.values():
        findings.append(_unknown_item(where, name, tuple(UNIT_COUNTS.values())))
        return None
    amount = _integer(raw)
    if amount is None:
        findings.append(_ill_typed(FactSpec(where, FactType.INTEGER, ""), raw))
    elif not 0 <= amount <= MAXIMUM:
        findings.append(_impossible_amount(where, amount, 0))
    return amount


# ------------------------------------------------------------------ what can't be


def require_possible(pack: Pack, kind: str, facts: Facts) -> None:
    """Refuse facts that the pack does not know or that can't be true together, with one finding for each."""
    specs = {spec.name: spec for spec in _specs(pack, kind)}
    unknown = [_unknown(pack, kind, name, specs) for name in facts if name not in specs]
    findings = unknown + _impossible(specs.values(), facts)
    if findings:
        raise Refused(*findings)


def _impossible(specs: Iterable[FactSpec], facts: Facts) -> list[Finding]:
    """List what can't be: more of a part than there is of the whole, totals that contradict their kinds."""
    return [*_too_many(specs, facts), *_too_many_of_a_kind(facts), *_contradictions(facts)]


def _too_many(specs: Iterable[FactSpec], facts: Facts) -> list[Finding]:
    findings = []
    for spec in specs:
        if spec.name not in facts and spec.at_most not in facts:
            continue
        part, whole = total_of(facts, spec.name), total_of(facts, spec.at_most)
        if isinstance(part, int) and isinstance(whole, int) and part > whole:
            findings.append(_more_than(spec.name, part, spec.at_most, whole))
    return findings


def _too_many_of_a_kind(facts: Facts) -> list[Finding]:
    findings = []
    for kind, counts in _units(facts).items():
        for name in ("registered", "recognised"):
            part = getattr(counts, name)
            if part is not None and counts.eligible is not None and part > counts.eligible:
                where = f"units_by_kind.{kind}"
                findings.append(_more_than(f"{where}.{name}", part, f"{where}.eligible", counts.eligible))
    return findings


def _contradictions(facts: Facts) -> list[Finding]:
    findings = []
    for name in UNIT_COUNTS:
        stated, summed = facts.get(name), summed_units(facts, name)
        if isinstance(stated, int) and summed is not None and stated != summed:
            findings.append(
                Finding(
                    "recognition.facts_contradict",
                    gettext_noop(
                        "“%(name)s” is %(stated)s, but “units_by_kind” adds up to %(summed)s. Correct one of the two."
                    ),
                    params={"name": name, "stated": number(stated), "summed": number(summed)},
                    where=name,
                )
            )
    return findings


def _units(facts: Facts) -> Mapping[str, UnitCounts]:
    units = facts.get("units_by_kind")
    return units if isinstance(units, Mapping) else {}


def total_of(facts: Facts, name: str) -> FactValue | None:
    """Return a fact; a total of units that was not given is added up from the kinds."""
    stated = facts.get(name)
    return summed_units(facts, name) if stated is None else stated


def summed_units(facts: Facts, name: str) -> int | None:
    """Add one count over all kinds of `units_by_kind`; None where a kind does not say, or nothing is given."""
    attribute = UNIT_COUNTS.get(name)
    units = _units(facts)
    if attribute is None or not units:
        return None
    amounts = [getattr(counts, attribute) for counts in units.values()]
    return None if None in amounts else sum(amounts)


# ------------------------------------------------------------------ findings


def _unknown(pack: Pack, kind: str, name: str, specs: Mapping[str, FactSpec]) -> Finding:
    elsewhere = [rule.kind for rule in pack.kinds if any(one.name == name for one in fact_specs(pack, rule.kind))]
    if elsewhere:
        message = gettext_noop("“%(name)s” is a fact of %(kinds)s, not of %(kind)s. Remove it.")
        params = {"name": name, "kind": kind, "kinds": ", ".join(elsewhere)}
        return Finding("recognition.fact_of_another_kind", message, params=params, where=name)
    close = get_close_matches(name, specs, n=1, cutoff=0.5)
    if close:
        message = gettext_noop("There is no fact “%(name)s”. Did you mean “%(close)s”?")
        return Finding("recognition.fact_unknown", message, params={"name": name, "close": close[0]}, where=name)
    message = gettext_noop("There is no fact “%(name)s”. List the facts with --list-facts.")
    return Finding("recognition.fact_unknown", message, params={"name": name}, where=name)


def _unknown_item(where: str, name: str, choices: tuple[str, ...]) -> Finding:
    message = gettext_noop("“%(name)s” is not known here. Choose from: %(choices)s.")
    return Finding(
        "recognition.fact_unknown", message, params={"name": name, "choices": ", ".join(choices)}, where=where
    )


_EXPECTED = {
    FactType.DATE: gettext_noop("“%(name)s” must be a day, written 2024-03-31; “%(value)s” is none."),
    FactType.INTEGER: gettext_noop("“%(name)s” must be a whole number without quotes; “%(value)s” is none."),
    FactType.BOOLEAN: gettext_noop("“%(name)s” must be true or false; “%(value)s” is neither."),
    FactType.CHOICE: gettext_noop("“%(name)s” must be one of %(choices)s; “%(value)s” is none of them."),
    FactType.CHOICES: gettext_noop("“%(name)s” must be a list, each of %(choices)s; “%(value)s” is not."),
    FactType.JUDGEMENT: gettext_noop("“%(name)s” must be met or not_met; “%(value)s” is neither."),
    FactType.UNITS: gettext_noop(
        "“%(name)s” must give eligible, registered and recognised for each kind of unit; “%(value)s” does not."
    ),
}
_SHOWN = 60


def _ill_typed(spec: FactSpec, raw: object) -> Finding:
    value = "true" if raw is True else "false" if raw is False else "" if raw is None else str(raw)
    params = {"name": spec.name, "value": value[:_SHOWN], "choices": ", ".join(spec.choices)}
    return Finding("recognition.fact_ill_typed", _EXPECTED[spec.type], params=params, where=spec.name)


def _impossible_amount(name: str, value: int, minimum: int) -> Finding:
    message = gettext_noop("“%(name)s” can't be %(value)s: it lies between %(minimum)s and %(maximum)s.")
    params = {"name": name, "value": f"{value:.6g}" if abs(value) > MAXIMUM else number(value)}
    params |= {"minimum": number(minimum), "maximum": number(MAXIMUM)}
    return Finding("recognition.fact_impossible", message, params=params, where=name)


def _more_than(part: str, part_value: int, whole: str, whole_value: int) -> Finding:
    message = gettext_noop("“%(part)s” (%(part_value)s) can't be more than “%(whole)s” (%(whole_value)s).")
    params = {"part": part, "part_value": number(part_value), "whole": whole, "whole_value": number(whole_value)}
    return Finding("recognition.fact_impossible", message, params=params, where=part)
