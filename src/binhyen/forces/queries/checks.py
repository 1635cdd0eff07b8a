"""What only the database knows of drafts: a person in two teams, two leaders, a list beside a number, one thing twice.

Each check asks as much for a thousand drafts as for one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from django.db.models import Max, Min, Q

from binhyen.database.lookups import under_any
from binhyen.forces.models import DutyCount, ForceGroup, ForceMember, ForceQuota, PolicePost, Rating, ServiceSpan
from binhyen.forces.queries.communes import communes_of
from binhyen.forces.rules.groups import by_list
from binhyen.forces.rules.members import LEADER, Service, Team, companions, name_key, team_findings
from binhyen.forces.rules.spans import Days, meeting
from binhyen.kernel.amounts import Said
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.queries.entries import province_of
from binhyen.registers.queries.places import paths_on
from binhyen.registers.rules.facts import Facts

_DAY = timedelta(days=1)


def _gathered(drafts: Sequence[Draft], found: Iterator[tuple[int, Finding]]) -> Findings:
    by_position: dict[int, list[Finding]] = {position: [] for position in range(len(drafts))}
    for position, finding in found:
        by_position[position].append(finding)
    return {position: tuple(findings) for position, findings in by_position.items() if findings}


# ------------------------------------------------------------------ members


def member_checks(drafts: Sequence[Draft]) -> Findings:
    """Check members against their teams and against each other: five queries for any number."""
    return _gathered(drafts, _members(drafts))


def _members(drafts: Sequence[Draft]) -> Iterator[tuple[int, Finding]]:
    teams = _teams({draft.facts.number("group") for draft in drafts})
    around = _Around.of(drafts, teams)
    for position, draft in enumerate(drafts):
        team = teams.get(draft.facts.number("group"))
        if team is None and draft.facts.number("group"):
            message = gettext_noop("This team is not there any more. Choose another one.")
            yield position, Finding("forces.no_team", message, where="group")
        for finding in team_findings(draft.facts, team[0] if team else None):
            moves = draft.record_id and finding.code == "forces.other_place"  # members move before their team does
            yield position, replace(finding, severity=Severity.WARNING) if moves else finding
        mine = around.drafted.get(position)
        if mine is not None:
            for finding in _once(companions(mine, around.others(position))):
                yield position, finding


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Say each thing once, however many entries say it."""
    seen: set[str] = set()
    for finding in findings:
        if finding.code not in seen:
            seen.add(finding.code)
            yield finding


def _teams(record_ids: set[int]) -> dict[int, tuple[Team, str]]:
    rows = ForceGroup.objects.filter(record_id__in=record_ids, superseded_at__isnull=True)
    return {row.record_id: (team_of(row), row.place_path) for row in rows}


def team_of(row: ForceGroup) -> Team:
    """Return a team as the checks of its members look at it."""
    listed = row.members_by == "list"
    return Team(row.record_id, row.kind, row.name, row.place_id, listed, row.since, row.until)


@dataclass(frozen=True, slots=True)
class _Around:
    """The drafts as services, and by name and team the services that they may meet."""

    drafted: Mapping[int, Service]
    """By position of the draft; one without team or day is not compared."""
    met: Mapping[object, Sequence[tuple[int, Service]]]
    """By name, and by team for its leaders: position of the draft (-1: written down already) and service."""

    @classmethod
    def of(cls, drafts: Sequence[Draft], teams: Mapping[int, tuple[Team, str]]) -> "_Around":
        """Read what the drafts may meet: three queries."""
        rows = _rows_to_meet(drafts, {path for _, path in teams.values()})
        named = _names({row.group_id for row in rows if row.group_id})
        communes = communes_of({*(row.place_path for row in rows), *(path for _, path in teams.values())})
        anew = {draft.record_id for draft in drafts}
        services = [(number, _drafted(draft.facts, teams, communes)) for number, draft in enumerate(drafts)]
        drafted = {number: service for number, service in services if service is not None}
        written = [(-1, _written(row, communes, named)) for row in rows if row.record_id not in anew]
        met: dict[object, list[tuple[int, Service]]] = {}
        for number, service in (*drafted.items(), *written):
            for key in _keys(service):
                met.setdefault(key, []).append((number, service))
        return cls(drafted, met)

    def others(self, position: int) -> list[Service]:
        """Return everything that a draft may meet, without itself."""
        found = [one for key in _keys(self.drafted[position]) for one in self.met[key]]
        return [service for number, service in dict.fromkeys(found) if number != position]


def _keys(service: Service) -> tuple[object, ...]:
    return (name_key(service.name), *((service.group_id,) if service.role == LEADER else ()))


def _rows_to_meet(drafts: Sequence[Draft], paths: set[str]) -> list[ForceMember]:
    """Return who serves in the communes concerned, and bearers of the same names in the province."""
    scopes = tuple(sorted(set(communes_of(paths).values())))
    provinces = tuple(sorted({province_of(path) or path for path in paths}))
    names = {variant for draft in drafts for variant in _variants(draft.facts.text("name"))}
    near = under_any("place_path", scopes)
    same = Q(name__in=names) & under_any("place_path", provinces)
    return list(ForceMember.objects.filter(near | same, superseded_at__isnull=True))


def _variants(name: str) -> set[str]:
    plain = " ".join(name.split())
    return {name, plain, plain.upper(), plain.title()} - {""}


def _names(record_ids: set[int]) -> dict[int, str]:
    rows = ForceGroup.objects.filter(record_id__in=record_ids, superseded_at__isnull=True)
    return dict(rows.values_list("record_id", "name"))


def _drafted(facts: Facts, teams: Mapping[int, tuple[Team, str]], communes: Mapping[str, str]) -> Service | None:
    team, since = teams.get(facts.number("group")), facts.day("since")
    if team is None or since is None:
        return None
    name, role = facts.text("name"), facts.text("role")
    return Service(name, role, since, facts.day("until"), team[0].group_id, communes[team[1]], team[0].name)


def _written(row: ForceMember, communes: Mapping[str, str], named: Mapping[int, str]) -> Service:
    group = row.group_id or 0
    return Service(row.name, row.role, row.since, row.until, group, communes[row.place_path], named.get(group, ""))


# ------------------------------------------------------------------ groups


def group_checks(drafts: Sequence[Draft]) -> Findings:
    """Check teams against the list of their members and their duty: two queries for any number."""
    ids = [draft.record_id for draft in drafts if draft.record_id]
    rows = ForceMember.objects.filter(group_id__in=ids, superseded_at__isnull=True) if ids else ()
    duty = _duty_of(ids)
    listed: dict[int, list[ForceMember]] = {}
    for row in rows:
        listed.setdefault(row.group_id or 0, []).append(row)
    return _gathered(
        drafts,
        (
            (position, finding)
            for position, draft in enumerate(drafts)
            for finding in (
                *_group(draft, listed.get(draft.record_id or 0, [])),
                *_around_duty(draft.facts, duty.get(draft.record_id or 0)),
            )
        ),
    )


def _duty_of(ids: Sequence[int]) -> dict[int, tuple[date, date]]:
    """Return the first and the last day of the duty of teams."""
    rows = DutyCount.objects.filter(group_id__in=ids, superseded_at__isnull=True) if ids else DutyCount.objects.none()
    ends = rows.order_by("group_id").values("group_id").annotate(first=Min("since"), last=Max("until"))
    return {row["group_id"]: (row["first"], row["last"]) for row in ends}


def _around_duty(facts: Facts, done: tuple[date, date] | None) -> Iterator[Finding]:
    """Refuse days of a team that leave its duty outside."""
    since, until = facts.day("since"), facts.day("until")
    if done is None or since is None:
        return
    if done[0] < since or (until is not None and done[1] >= until):
        message = gettext_noop("Duty of this team is counted from %(first)s to %(last)s. Mend those entries first.")
        params = {"first": f"{done[0]:%d/%m/%Y}", "last": f"{done[1]:%d/%m/%Y}"}
        yield Finding("forces.duty_counted", message, params=params, where="since" if done[0] < since else "until")


def team_needed(record_ids: Sequence[int]) -> Iterator[Finding]:
    """Say why teams are not taken back: their lists have members, who would count for a team that is not there."""
    count = ForceMember.objects.filter(group_id__in=record_ids, superseded_at__isnull=True).count()
    if count:
        message = gettext_noop("%(count)s members are in the list. Take them back first, or dissolve the team.")
        yield Finding("forces.has_members", message, params={"count": count})
    yield from rated_needed(record_ids)


def rated_needed(record_ids: Sequence[int]) -> Iterator[Finding]:
    """Say why teams and members are not taken back: a decision says how they were rated."""
    rows = Rating.objects.filter(record_id__in=record_ids, rating_year__decided_on__isnull=False).exclude(level="")
    years = sorted(set(rows.values_list("rating_year__year", flat=True)))
    if years:
        message = gettext_noop(
            "A decision of the rating year %(years)s names this. End the service, or dissolve the team, by a decision."
        )
        params = {"years": ", ".join(str(year) for year in years)}
        yield Finding("forces.rated_by_decision", message, params=params)


def member_needed(record_ids: Sequence[int]) -> Iterator[Finding]:
    """Say why members are not taken back: spans of earlier service rest on them, or a decision names them."""
    yield from rated_needed(record_ids)
    count = ServiceSpan.objects.filter(member_id__in=record_ids, superseded_at__isnull=True).count()
    if count:
        message = gettext_noop("%(count)s spans of earlier service rest on this member. Take them back first.")
        yield Finding("forces.has_service", message, params={"count": count})


def _group(draft: Draft, members: list[ForceMember]) -> Iterator[Finding]:
    facts = draft.facts
    if not by_list(facts):
        if members:
            message = gettext_noop("%(count)s members are in the list of this team. They stay counted by the list.")
            yield Finding("forces.has_list", message, params={"count": len(members)}, where="members_by")
        return
    yield from _number_beside_list(draft, members)
    yield from _around_members(facts, members)


def _number_beside_list(draft: Draft, members: list[ForceMember]) -> Iterator[Finding]:
    """A number typed beside a list must be the list's on that day."""
    said = [(draft.facts.day("since"), draft.facts.amount("members"))]
    said += [(step.on, step.amounts["members"]) for step in draft.steps if "members" in step.amounts]
    for day, amount in said:
        if day is None or amount.said is Said.EMPTY:
            continue
        there = sum(1 for one in members if one.since <= day and (one.until is None or one.until > day))
        if amount.said is not Said.NUMBER or amount.number != there:
            message = gettext_noop(
                "The members of this team are in its list: %(there)s on %(day)s. Leave the number empty, or mend the "
                "list."
            )
            yield Finding(
                "forces.number_beside_list", message, params={"there": there, "day": f"{day:%d/%m/%Y}"}, where="members"
            )


def _around_members(facts: Facts, members: list[ForceMember]) -> Iterator[Finding]:
    since, until = facts.day("since"), facts.day("until")
    staying = sum(1 for one in members if until and (one.until is None or one.until > until))
    if staying and until:
        message = gettext_noop("%(count)s members of the list still serve after %(until)s. End their service first.")
        params = {"count": staying, "until": f"{until:%d/%m/%Y}"}
        yield Finding("forces.members_still_serve", message, params=params, where="until")
    if since and any(one.since < since for one in members):
        message = gettext_noop("Members of the list served before %(since)s. Look at the founding day again.")
        yield Finding("forces.members_before", message, params={"since": f"{since:%d/%m/%Y}"}, where="since")
    if any(one.place_id != facts.place_id for one in members):
        message = gettext_noop("The members of the list are written down at another place. Move them first.")
        yield Finding("forces.members_elsewhere", message, where="place")
    if any(one.force != facts.text("kind") for one in members):
        message = gettext_noop("The members of the list belong to another force. Found a new team instead.")
        yield Finding("forces.members_of_other_force", message, where="kind")


# ------------------------------------------------------------------ one thing twice


def police_checks(drafts: Sequence[Draft]) -> Findings:
    """Say where a commune would be counted twice, or a ward at all: two queries for any number."""
    ids = {draft.facts.place_id for draft in drafts}
    rows = PolicePost.objects.filter(place_id__in=ids, superseded_at__isnull=True)
    written = [Days(row.place_id, row.record_id, row.since, row.until) for row in rows]
    twice = meeting([_days(draft, draft.facts.place_id) for draft in drafts], written)
    wards = list(PlaceVersion.objects.filter(place_id__in=ids, kind=PlaceKind.WARD))
    return _gathered(drafts, _police(drafts, twice, wards))


def _police(drafts: Sequence[Draft], twice: set[int], wards: Sequence[PlaceVersion]) -> Iterator[tuple[int, Finding]]:
    for position, draft in enumerate(drafts):
        day = draft.facts.day("since")
        if day and any(one.place_id == draft.facts.place_id and _lasts(one, day) for one in wards):
            message = gettext_noop("A ward always had regular police; only communes and townships are counted here.")
            yield position, Finding("forces.ward_has_police", message, where="place")
        if position in twice:
            message = gettext_noop("This commune is in the register already on these days. Change that entry.")
            yield position, Finding("forces.commune_twice", message, where="place")


def _lasts(version: PlaceVersion, day: date) -> bool:
    return version.valid_from <= day and (version.valid_to is None or day < version.valid_to)


def _days(draft: Draft, thing: int) -> Days | None:
    since = draft.facts.day("since")
    return Days(thing, draft.record_id or 0, since, draft.facts.day("until")) if since and thing else None


def quota_checks(drafts: Sequence[Draft]) -> Findings:
    """Say where two quotas of a commune begin on one day: one query for any number."""
    rows = ForceQuota.objects.filter(
        place_id__in={draft.facts.place_id for draft in drafts}, superseded_at__isnull=True
    )
    written = [Days(row.place_id, row.record_id, row.since, row.since + _DAY) for row in rows]
    message = gettext_noop("This commune has a quota from this day already. Change that entry.")
    found = Finding("forces.quota_twice", message, where="since")
    twice = meeting([_first_day(draft) for draft in drafts], written)
    return _gathered(drafts, ((position, found) for position in sorted(twice)))


def _first_day(draft: Draft) -> Days | None:
    since = draft.facts.day("since")
    return Days(draft.facts.place_id, draft.record_id or 0, since, since + _DAY) if since else None


def duty_checks(drafts: Sequence[Draft]) -> Findings:
    """Say where a team's duty of the same days is counted already, or what a team cannot have done.

    Four queries for any number. Counts of one and the same day stand beside each other: there may be several shifts.
    """
    ids = {draft.facts.number("group") for draft in drafts} - {0}
    rows = DutyCount.objects.filter(group_id__in=ids, superseded_at__isnull=True) if ids else ()
    written = [Days(row.group_id or 0, row.record_id, row.since, row.until + _DAY) for row in rows]
    twice = meeting([_duty_days(draft) for draft in drafts], written, days_beside=True)
    message = gettext_noop("Days of this team are counted already in another entry. Count each day once.")
    found = Finding("forces.days_twice", message, where="since")
    outside = _duty_outside(drafts, _teams(ids))
    return _gathered(drafts, chain(((position, found) for position in sorted(twice)), outside))


def _duty_outside(drafts: Sequence[Draft], teams: Mapping[int, tuple[Team, str]]) -> Iterator[tuple[int, Finding]]:
    """Refuse duty of a team before it was founded, after it ended, or in another commune."""
    wanted = [(draft.facts.place_id, day) for draft in drafts if (day := draft.facts.day("since"))]
    places = paths_on(wanted) if teams else {}
    communes = communes_of({*(path for _, path in teams.values()), *(one.path for one in places.values())})
    for position, draft in enumerate(drafts):
        found = teams.get(draft.facts.number("group"))
        since, until = draft.facts.day("since"), draft.facts.day("until")
        if found is None or since is None or until is None:
            continue
        team, path = found
        if since < team.since or (team.until is not None and until >= team.until):
            message = gettext_noop("“%(team)s” was not there on all of these days. Choose other days, or another team.")
            yield position, Finding("forces.duty_outside", message, params={"team": team.name}, where="since")
        place = places.get((draft.facts.place_id, since))
        if place is not None and communes[place.path] != communes[path]:
            message = gettext_noop("“%(team)s” is of another commune. Choose its place, or another team.")
            yield position, Finding("forces.duty_elsewhere", message, params={"team": team.name}, where="place")


def _duty_days(draft: Draft) -> Days | None:
    group, since, until = draft.facts.number("group"), draft.facts.day("since"), draft.facts.day("until")
    return Days(group, draft.record_id or 0, since, until + _DAY) if group and since and until else None
