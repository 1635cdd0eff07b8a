"""What only the database knows about parts of an event: whether it is there, when and where it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from binhyen.campaigns.models import Event
from binhyen.campaigns.models.conferences import Point
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import is_under
from binhyen.kernel.vietnamese import short_date
from binhyen.places.models import PlaceVersion
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.queries.places import paths_on
from binhyen.registers.rules.facts import Facts

Paths = Mapping[tuple[int, date], PlaceVersion]


@dataclass(frozen=True, slots=True)
class Held:
    """An event as its parts must fit it."""

    place_id: int
    path: str
    since: date
    until: date


def check_parts(drafts: Sequence[Draft]) -> Findings:
    """Say which parts belong to no event, lie outside its days or its place, or name a point of another one.

    What is there already and lies outside is remarked alone: the event was put off, and its parts go with it.
    Two queries, and one for each day.
    """
    return _checked(drafts, own=False)


def check_own_parts(drafts: Sequence[Draft]) -> Findings:
    """Say the same of parts that only the event's own place writes: its programme, its awards, its conclusions."""
    return _checked(drafts, own=True)


def _checked(drafts: Sequence[Draft], *, own: bool) -> Findings:
    facts = [draft.facts for draft in drafts]
    events = events_held(one.number("event") for one in facts)
    points = _points(one.number("point") for one in facts)
    wanted = [(one.place_id, day) for one in facts if (day := one.day("on"))]
    places = paths_on(wanted)
    found: dict[int, tuple[Finding, ...]] = {}
    for position, one in enumerate(facts):
        event = events.get(one.number("event"))
        if event is None:
            found[position] = (_no_event(),)
            continue
        outside = _event(one, event, places, own)
        if drafts[position].record_id:  # it was right when it was written: the event was moved since
            outside = (replace(finding, severity=Severity.WARNING) for finding in outside)
        found[position] = (*outside, *_point(one, points))
    return found


def events_held(record_ids: Iterable[int]) -> dict[int, Held]:
    """Return events that are there, by their records. One query."""
    ids = {one for one in record_ids if one}
    rows = Event.objects.filter(record_id__in=ids, superseded_at__isnull=True) if ids else Event.objects.none()
    return {row.record_id: Held(row.place_id, row.place_path, row.since, row.until or row.since) for row in rows}


def _points(record_ids: Iterable[int]) -> dict[int, int | None]:
    """Return the event of each point. One query; none where no point is named."""
    ids = {one for one in record_ids if one}
    if not ids:
        return {}
    rows = Point.objects.filter(record_id__in=ids, superseded_at__isnull=True)
    return dict(rows.values_list("record_id", "event_id"))


def _no_event() -> Finding:
    message = gettext_noop("This belongs to no event that is there. Open the event and write it from there.")
    return Finding("campaigns.no_event", message, where="event")


def _event(facts: Facts, event: Held, places: Paths, own: bool) -> Iterable[Finding]:  # noqa: FBT001
    day = facts.day("on")
    if day is None:
        return
    if not event.since <= day <= event.until:
        message = gettext_noop("The event is from %(since)s to %(until)s; %(day)s is not one of its days.")
        params = {"since": short_date(event.since), "until": short_date(event.until), "day": short_date(day)}
        yield Finding("campaigns.not_its_day", message, params=params, where="on")
    place = places.get((facts.place_id, day))
    elsewhere = facts.place_id != event.place_id if own else place is not None and not is_under(place.path, event.path)
    if elsewhere:
        message = gettext_noop("This place does not lie where the event is held. Choose that place, or one in it.")
        yield Finding("campaigns.not_its_place", message, where="place")


def _point(facts: Facts, points: Mapping[int, int | None]) -> Iterable[Finding]:
    wanted = facts.number("point")
    if wanted and points.get(wanted) != facts.number("event"):
        message = gettext_noop("This connected point belongs to another event. Choose one of this event.")
        yield Finding("campaigns.point_of_another", message, where="point")
