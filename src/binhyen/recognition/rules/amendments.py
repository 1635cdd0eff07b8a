"""New versions of a pack: a province adds criteria, enters a wording, and sees what changes before it activates it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.facts import names_of
from binhyen.recognition.rules.model import Criterion, FactSpec, Group, Judged, Logic, Mark, Pack, Parts, Result

PROVINCE_GROUP = "TINH"


class Change(StrEnum):
    """What happened to a criterion between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class PackChange:
    """One criterion's change; `fields` name what differs."""

    change: Change
    criterion: str
    fields: tuple[str, ...]
    before: Criterion | None
    after: Criterion | None


def extend(pack: Pack, additions: Iterable[Criterion], facts: Iterable[FactSpec] = ()) -> Pack:
    """Return the pack with a province's own criteria, which count like the law's.

    Circular 124/2021, article 8.1: the provincial People's Committee may add criteria. Refuses an id or a fact that
    exists, a kind the pack does not hold, a fact nobody declares, a missing instrument or first day.
    """
    added = tuple(replace(one, origin="province", group=PROVINCE_GROUP) for one in additions)
    new_facts = tuple(facts)
    findings = [finding for one in added for finding in _faults(pack, one, new_facts)]
    findings += _repeated([*(one.id for one in pack.criteria), *(one.id for one in added)])
    findings += _repeated_facts(pack, new_facts)
    if findings:
        raise Refused(*findings)
    groups = pack.groups
    if added and all(group.id != PROVINCE_GROUP for group in groups):
        groups = (*groups, Group(PROVINCE_GROUP, "Tiêu chí do tỉnh bổ sung", "Điều 8 khoản 1"))
    return replace(
        pack,
        version=next_version(pack.version),
        groups=groups,
        criteria=(*pack.criteria, *added),
        facts=(*pack.facts, *new_facts),
    )


def complete(
    pack: Pack,
    criterion_id: str,
    wording: str,
    article: str,
    evidence: tuple[str, ...],
    valid_from: date,
) -> Pack:
    """Return the pack with a pending criterion's wording entered: assessed from `valid_from` on, pending before.

    The mark becomes confirmed, since whoever enters the wording has the text at hand. Refuses a criterion that is
    unknown or not pending, and an empty wording or article.
    """
    criterion = pack.criterion(criterion_id)
    if criterion is None or criterion.logic is not Logic.PENDING_TEXT:
        message = gettext_noop("Criterion %(id)s of %(pack)s does not wait for its wording.")
        params = {"id": criterion_id, "pack": pack.code}
        raise Refused(Finding("recognition.not_pending", message, params=params, where="criterion"))
    empty = [name for name, value in (("wording", wording), ("article", article)) if not value.strip()]
    if empty:
        raise Refused(*(_empty(name) for name in empty))
    completed = replace(
        criterion,
        test=Judged(Logic.ASSESSED),
        wording=wording.strip(),
        article=article.strip(),
        evidence=evidence,
        mark=Mark.CONFIRMED,
        wording_from=valid_from,
    )
    criteria = tuple(completed if one.id == criterion_id else one for one in pack.criteria)
    return replace(pack, version=next_version(pack.version), criteria=criteria)


def enable(pack: Pack) -> Pack:
    """Return a pack that shipped disabled as one in use, once its text is entered.

    Refuses while a criterion still waits for its wording, and always where the result is a tier: the cut-offs of the
    tiers were not found (Decision 510/QĐ-BCA-V05), and are not guessed.
    """
    pending = ", ".join(one.id for one in pack.criteria if one.logic is Logic.PENDING_TEXT)
    if pending:
        message = gettext_noop("Pack %(pack)s can't be put in use: these criteria wait for their wording: %(ids)s.")
        raise Refused(Finding("recognition.still_pending", message, params={"pack": pack.code, "ids": pending}))
    if pack.result is Result.TIERS:
        message = gettext_noop("Pack %(pack)s can't be put in use: the points that part its tiers are not known.")
        raise Refused(Finding("recognition.tiers_unknown", message, params={"pack": pack.code}))
    return replace(pack, version=next_version(pack.version), enabled=True, disabled_because="")


def diff(old: Pack, new: Pack) -> tuple[PackChange, ...]:
    """List what changed between two versions, criterion by criterion, in the new version's order."""
    before = {one.id: one for one in old.criteria}
    after = {one.id: one for one in new.criteria}
    changes = [_change(before.get(one.id), one) for one in new.criteria if before.get(one.id) != one]
    removed = [PackChange(Change.REMOVED, one.id, (), one, None) for one in old.criteria if one.id not in after]
    return (*changes, *removed)


def next_version(version: str) -> str:
    """Return the version after: "1" → "1.1" → "1.2"; the shipped number stays in front."""
    shipped, _dot, own = version.partition(".")
    return f"{shipped}.{int(own or 0) + 1}"


def _change(before: Criterion | None, after: Criterion) -> PackChange:
    if before is None:
        return PackChange(Change.ADDED, after.id, (), None, after)
    differing = (one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name))
    return PackChange(Change.CHANGED, after.id, tuple(differing), before, after)


def _faults(pack: Pack, criterion: Criterion, facts: tuple[FactSpec, ...]) -> Iterable[Finding]:
    if not criterion.instrument.strip() or criterion.valid_from is None:
        message = gettext_noop("Criterion %(id)s needs the provincial instrument and the first day it counts.")
        yield Finding("recognition.addition_incomplete", message, params={"id": criterion.id}, where=criterion.id)
    known = {rule.kind for rule in pack.kinds}
    if not criterion.kinds or not set(criterion.kinds) <= known:
        message = gettext_noop("Criterion %(id)s needs kinds of the pack: %(kinds)s.")
        params = {"id": criterion.id, "kinds": ", ".join(sorted(known))}
        yield Finding("recognition.kind_not_in_pack", message, params=params, where=criterion.id)
    missing = [name for kind in criterion.kinds for name in _undeclared(pack, criterion, kind, facts)]
    if missing:
        message = gettext_noop("Criterion %(id)s asks for facts that nobody declares: %(names)s.")
        params = {"id": criterion.id, "names": ", ".join(dict.fromkeys(missing))}
        yield Finding("recognition.fact_unknown", message, params=params, where=criterion.id)


def _undeclared(pack: Pack, criterion: Criterion, kind: str, facts: tuple[FactSpec, ...]) -> list[str]:
    if isinstance(criterion.test, Parts):
        return [part for part in criterion.test.of if pack.criterion(part) is None]
    declared = {spec.name for spec in (*pack.facts, *facts) if kind in spec.kinds}
    own = {criterion.judgement} if isinstance(criterion.test, Judged) else set()
    return [name for name in names_of(criterion) if name not in declared | own | {"units_by_kind"}]


def _repeated(ids: list[str]) -> list[Finding]:
    message = gettext_noop("There is a criterion %(id)s already. Choose another id.")
    twice = dict.fromkeys(one for index, one in enumerate(ids) if one in ids[:index])
    return [Finding("recognition.criterion_exists", message, params={"id": one}, where=one) for one in twice]


def _repeated_facts(pack: Pack, facts: tuple[FactSpec, ...]) -> list[Finding]:
    taken = {(spec.name, kind) for spec in pack.facts for kind in spec.kinds}
    message = gettext_noop("There is a fact %(name)s already. Choose another name.")
    twice = dict.fromkeys(spec.name for spec in facts for kind in spec.kinds if (spec.name, kind) in taken)
    return [Finding("recognition.fact_exists", message, params={"name": name}, where=name) for name in twice]


def _empty(name: str) -> Finding:
    message = gettext_noop("“%(name)s” is empty. Enter it as the text has it.")
    return Finding("recognition.wording_incomplete", message, params={"name": name}, where=name)
