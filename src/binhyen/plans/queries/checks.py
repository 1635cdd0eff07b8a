"""What only the database knows of drafts: tiers of places, spans of plans, what a task answers. Bounded queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from binhyen.indicators.queries import catalogue
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.kernel.trees import is_under
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import Tier
from binhyen.plans.models import CommitteeSeat, PlanTask, SteeringCommittee, YearPlan
from binhyen.plans.queries.tasks import due_text
from binhyen.plans.rules.committees import DISSOLVE, NO_DISTRICTS_FROM, RELEASE, SeatRole, ended_on
from binhyen.plans.rules.documents import ISSUED
from binhyen.plans.rules.tasks import CANCELLED, due_now
from binhyen.registers.models import Step
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.rules.facts import Facts

Found = dict[int, tuple[Finding, ...]]


def _gathered(each: Iterable[tuple[int, Iterable[Finding]]]) -> Found:
    found = {position: tuple(findings) for position, findings in each}
    return {position: findings for position, findings in found.items() if findings}


def _tiers(drafts: Sequence[Draft]) -> Mapping[int, str]:
    wanted = {draft.facts.place_id for draft in drafts}
    return dict(Place.objects.filter(pk__in=wanted).values_list("pk", "tier"))


def check_levels(drafts: Sequence[Draft]) -> Findings:
    """Refuse a level that is not the place's own. One query."""
    tiers = _tiers(drafts)
    return _gathered((position, _level(draft.facts, tiers)) for position, draft in enumerate(drafts))


def check_documents(drafts: Sequence[Draft]) -> Findings:
    """Refuse a document issued here at a level that is not the place's. One query."""
    tiers = _tiers(drafts)
    return _gathered(
        (position, _level(draft.facts, tiers) if draft.facts.text("way") == ISSUED else ())
        for position, draft in enumerate(drafts)
    )


_LEVEL_NAMES = {
    Tier.PROVINCE: gettext_noop("a province"),
    Tier.DISTRICT: gettext_noop("a district"),
    Tier.COMMUNE: gettext_noop("a commune"),
    Tier.AREA: gettext_noop("a residential area"),
    Tier.NATION: gettext_noop("the country"),
}


def _level(facts: Facts, tiers: Mapping[int, str]) -> Iterable[Finding]:
    tier, level = tiers.get(facts.place_id), facts.text("level")
    if tier is not None and level and level != tier:
        message = gettext_noop("The place is %(tier)s, the level is another one. Choose the level of the place.")
        params = {"tier": Word(_LEVEL_NAMES[Tier(tier)])}
        yield Finding("plans.level_not_of_place", message, params=params, where="level")


# ------------------------------------------------------------------ tasks


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around tasks: plans by record, answered tasks by record, every path that a place has had."""

    plans: Mapping[int, YearPlan]
    answered: Mapping[int, PlanTask]
    paths: Mapping[int, tuple[str, ...]]


def check_tasks(drafts: Sequence[Draft]) -> Findings:
    """Refuse: outside the plan's days or places, an indicator that nothing may aim at, an answer to what is not above.

    Four queries at most.
    """
    around = _Around(_plans(drafts), _answered(drafts), _paths(drafts))
    return _gathered((position, _task(draft, around)) for position, draft in enumerate(drafts))


def _plans(drafts: Sequence[Draft]) -> dict[int, YearPlan]:
    ids = {draft.facts.number("plan") for draft in drafts} - {0}
    rows = YearPlan.objects.filter(record_id__in=ids, superseded_at=None) if ids else ()
    return {row.record_id: row for row in rows}


def _answered(drafts: Sequence[Draft]) -> dict[int, PlanTask]:
    ids = {draft.facts.number("answers") for draft in drafts} - {0}
    rows = PlanTask.objects.filter(record_id__in=ids, superseded_at=None) if ids else ()
    return {row.record_id: row for row in rows}


def _paths(drafts: Sequence[Draft]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    wanted = {draft.facts.place_id for draft in drafts}
    for place_id, path in PlaceVersion.objects.filter(place_id__in=wanted).values_list("place_id", "path"):
        found[place_id] = (*found.get(place_id, ()), path)
    return found


def _task(draft: Draft, around: _Around) -> Iterable[Finding]:
    yield from _aim(draft.facts)
    plan = around.plans.get(draft.facts.number("plan"))
    paths = around.paths.get(draft.facts.place_id, ())
    if plan is not None:
        yield from _in_plan(draft, plan, paths)
    answered = around.answered.get(draft.facts.number("answers"))
    if answered is not None:
        yield from _answers(draft, answered, paths)


def _aim(facts: Facts) -> Iterable[Finding]:
    known = catalogue().find(facts.text("indicator")) if facts.text("indicator") else None
    if known is not None and not (known.scored and known.in_forms):
        message = gettext_noop("No target may be set for “%(indicator)s”. Say what is expected in words instead.")
        yield Finding("plans.indicator_not_scored", message, params={"indicator": known.name}, where="indicator")


def _in_plan(draft: Draft, plan: YearPlan, paths: Sequence[str]) -> Iterable[Finding]:
    facts = draft.facts
    due, issued = facts.day("due_on"), facts.day("issued_on")
    last = due_now(due, draft.steps) if due else None
    if (last and last > plan.until) or (issued and issued < min(plan.since, plan.signed_on)):
        message = gettext_noop("The plan runs from %(since)s to %(until)s. Choose days within it.")
        params = {"since": f"{plan.since:%d/%m/%Y}", "until": f"{plan.until:%d/%m/%Y}"}
        yield Finding("plans.outside_plan", message, params=params, where="due_on")
    if paths and not any(is_under(path, plan.place_path) for path in paths):
        message = gettext_noop("The plan is that of another place. Choose a place within it, or another plan.")
        yield Finding("plans.plan_of_another_place", message, where="plan")


def _answers(draft: Draft, answered: PlanTask, paths: Sequence[str]) -> Iterable[Finding]:
    own = draft.record_id is not None and draft.record_id in (answered.record_id, answered.answers_id)
    if own or (answered.plan_id is not None and answered.plan_id == draft.facts.number("plan")):
        message = gettext_noop("A line cannot answer itself or a task of its own plan. Choose a task from above.")
        yield Finding("plans.answers_itself", message, where="answers")
    elif paths and not any(is_under(path, answered.place_path) for path in paths):
        message = gettext_noop("That task was asked of another place. Choose one that was asked of yours.")
        yield Finding("plans.answers_not_above", message, where="answers")


# ------------------------------------------------------------------ plans


def check_plans(drafts: Sequence[Draft]) -> Findings:
    """Refuse days that leave tasks of the plan outside. A query for each plan that is written again."""
    return _gathered((position, _tasks_left(draft)) for position, draft in enumerate(drafts))


def _tasks_left(draft: Draft) -> Iterable[Finding]:
    since, until, signed = (draft.facts.day(name) for name in ("since", "until", "signed_on"))
    if draft.record_id is None or not (since and until and signed):
        return
    tasks = PlanTask.objects.filter(plan_id=draft.record_id, superseded_at=None).exclude(state=CANCELLED)
    late = Q(due_text__gt=until.isoformat())
    outside = tasks.annotate(due_text=due_text()).filter(late | Q(issued_on__lt=min(since, signed))).count()
    if outside:
        message = gettext_noop("%(count)s tasks of the plan lie outside these days. Change the tasks first.")
        yield Finding("plans.tasks_outside", message, params={"count": outside}, where="until")


# ------------------------------------------------------------------ committees


def check_committees(drafts: Sequence[Draft]) -> Findings:
    """Refuse a level that is not the place's, and a second committee of a place on the same days. Four queries."""
    tiers = _tiers(drafts)
    rows = SteeringCommittee.objects.filter(place_id__in={draft.facts.place_id for draft in drafts}, superseded_at=None)
    ended = _ends([*(row.record_id for row in rows), *(draft.record_id or 0 for draft in drafts)], DISSOLVE)
    standing: dict[int, list[_Standing]] = {}
    for row in rows:
        span = _Standing(row.record_id, row.name, row.since, _first_end(row.until, ended.get(row.record_id)))
        standing.setdefault(row.place_id, []).append(span)
    return _gathered(
        (
            position,
            [
                *_level(draft.facts, tiers),
                *_twice(draft, ended, standing.get(draft.facts.place_id, ())),
                *_left(draft, _gone(draft, ended, DISSOLVE)),
            ],
        )
        for position, draft in enumerate(drafts)
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """A committee or a head, and the days on which it is one."""

    record_id: int
    name: str
    since: date
    gone: date | None
    """The first day on which it is no more."""

    def apart(self, begun: date, gone: date | None) -> bool:
        """Tell whether it is never there together with something else."""
        return bool((self.gone and self.gone <= begun) or (gone and gone <= self.since))


def _ends(record_ids: Iterable[int], code: str) -> dict[int, date]:
    """Return the days of the steps that ended records: one query."""
    steps = Step.objects.filter(record_id__in=set(record_ids) - {0}, superseded_at=None, code=code)
    return dict(steps.values_list("record_id", "on"))


def _first_end(until: date | None, ended: date | None) -> date | None:
    return min((day for day in (ended, until and until + timedelta(days=1)) if day), default=None)


def _gone(draft: Draft, ended: Mapping[int, date], code: str) -> date | None:
    """Return the first day on which what a draft says is no more, by its days, its new steps and its known ones."""
    days = (ended_on(draft.facts, draft.steps, code), ended.get(draft.record_id or 0))
    return min((day for day in days if day), default=None)


def _left(draft: Draft, gone: date | None) -> Iterable[Finding]:
    """Refuse to dissolve a committee whose seats are still taken, and days that leave seats outside: they count on."""
    if draft.record_id is None:
        return
    rows = list(CommitteeSeat.objects.filter(committee_id=draft.record_id, superseded_at=None))
    released = _ends((row.record_id for row in rows), RELEASE)
    ends = {row.record_id: _first_end(row.until, released.get(row.record_id)) for row in rows}
    taken = sum(1 for end in ends.values() if gone is not None and (end is None or end > gone))
    begun = draft.facts.day("since")
    early = sum(1 for row in rows if begun is not None and row.since < begun)
    if taken and any(step.code == DISSOLVE for step in draft.steps):
        message = gettext_noop("%(seats)s seats are still taken. Dissolve it on its own page, which releases them too.")
        yield Finding("plans.seats_taken", message, params={"seats": taken})
    elif taken or early:
        message = gettext_noop("%(seats)s seats of the committee lie outside these days. Change the seats first.")
        yield Finding("plans.seats_outside", message, params={"seats": taken + early}, where="since")


def _twice(draft: Draft, ended: Mapping[int, date], standing: Sequence[_Standing]) -> Iterable[Finding]:
    begun = draft.facts.day("since")
    for row in standing if begun else ():
        if row.record_id != draft.record_id and begun and not row.apart(begun, _gone(draft, ended, DISSOLVE)):
            message = gettext_noop("This place has a committee on these days already: %(name)s. Compose that one anew.")
            yield Finding("plans.committee_twice", message, params={"name": row.name}, where="since")


def check_seats(drafts: Sequence[Draft]) -> Findings:
    """Refuse: a seat outside the committee's days, a second head on the same days, a district's seat without its end.

    Six queries at most.
    """
    ids = {draft.facts.number("committee") for draft in drafts} - {0}
    rows = list(SteeringCommittee.objects.filter(record_id__in=ids, superseded_at=None))
    dissolved = _ends(ids, DISSOLVE)
    around = _Committees(
        {row.record_id: row for row in rows},
        {row.record_id: _first_end(row.until, dissolved.get(row.record_id)) for row in rows},
        _heads(ids) if any(draft.facts.text("role") == SeatRole.HEAD for draft in drafts) else {},
        _ends((draft.record_id or 0 for draft in drafts), RELEASE),
        _tiers(drafts),
    )
    return _gathered((position, _seat(draft, around)) for position, draft in enumerate(drafts))


@dataclass(frozen=True, slots=True)
class _Committees:
    """What stands around seats: committees by record and when each was gone, heads by committee, who was released."""

    rows: Mapping[int, SteeringCommittee]
    gone: Mapping[int, date | None]
    heads: Mapping[int, Sequence[_Standing]]
    released: Mapping[int, date]
    tiers: Mapping[int, str]


def _heads(committees: set[int]) -> dict[int, list[_Standing]]:
    rows = list(CommitteeSeat.objects.filter(committee_id__in=committees, superseded_at=None, role=SeatRole.HEAD))
    released = _ends((row.record_id for row in rows), RELEASE)
    found: dict[int, list[_Standing]] = {}
    for row in rows:
        span = _Standing(row.record_id, row.position, row.since, _first_end(row.until, released.get(row.record_id)))
        found.setdefault(row.committee_id or 0, []).append(span)
    return found


def _seat(draft: Draft, around: _Committees) -> Iterable[Finding]:
    facts = draft.facts
    begun, ended = facts.day("since"), _gone(draft, around.released, RELEASE)
    committee = around.rows.get(facts.number("committee"))
    if committee is not None and begun is not None:
        yield from _on_committee(facts, begun, ended, committee, around.gone.get(committee.record_id))
    if facts.text("role") == SeatRole.HEAD and begun is not None:
        yield from _second_head(draft, begun, ended, around.heads.get(facts.number("committee"), ()))
    if around.tiers.get(facts.place_id) == Tier.DISTRICT and (ended is None or ended > NO_DISTRICTS_FROM):
        message = gettext_noop("District committees ended on 30/06/2025. Write the last day of the seat.")
        yield Finding("plans.district_seat_open", message, where="until")


def _on_committee(
    facts: Facts, begun: date, ended: date | None, committee: SteeringCommittee, gone: date | None
) -> Iterable[Finding]:
    if facts.place_id != committee.place_id:
        message = gettext_noop("The committee is that of another place. Choose the committee's place.")
        yield Finding("plans.committee_of_another_place", message, where="place")
    if begun < committee.since or (gone and begun >= gone):
        message = gettext_noop("The committee stands from %(since)s. Nobody sits on it before or after.")
        params = {"since": f"{committee.since:%d/%m/%Y}"}
        yield Finding("plans.seat_outside_committee", message, params=params, where="since")
    elif gone and (ended is None or ended > gone):
        message = gettext_noop("The committee was over on %(last)s. Write the last day of the seat, not after that.")
        params = {"last": f"{gone - timedelta(days=1):%d/%m/%Y}"}
        yield Finding("plans.seat_outlasts_committee", message, params=params, where="until")


def _second_head(draft: Draft, begun: date, ended: date | None, heads: Sequence[_Standing]) -> Iterable[Finding]:
    for row in heads:
        if row.record_id != draft.record_id and not row.apart(begun, ended):
            message = gettext_noop("The committee has a head on these days: %(position)s. Release that seat first.")
            yield Finding("plans.two_heads", message, params={"position": row.name}, where="role")
