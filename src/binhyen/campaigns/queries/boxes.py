"""What only the database knows of boxes: whether the one that was opened stood there, and was in use, on the day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, Min

from binhyen.campaigns.models import Box, BoxOpening
from binhyen.campaigns.rules.boxes import spans
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.queries.entries import steps_of
from binhyen.registers.rules.facts import Facts, StepFacts


def opening_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which openings are of a box that was not there, or was broken. Two queries for all."""
    wanted = {draft.facts.number("box") for draft in drafts} - {0}
    boxes = {box.record_id: box for box in Box.objects.filter(record_id__in=wanted, superseded_at=None)}
    steps = steps_of(boxes, {})
    found = {
        position: (*_box(box, draft.facts), *_broken(box, steps.get(box.record_id, ()) if box else (), draft.facts))
        for position, draft in enumerate(drafts)
        if (box := boxes.get(draft.facts.number("box"))) or draft.facts.number("box")
    }
    return {position: finding for position, finding in found.items() if finding}


def box_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which boxes would leave openings behind: one query for those that are changed."""
    known = {draft.record_id for draft in drafts if draft.record_id}
    rows = BoxOpening.objects.filter(box_id__in=known, superseded_at=None) if known else BoxOpening.objects.none()
    ends = rows.values("box_id").annotate(first=Min("since"), last=Max("since")).order_by("box_id")
    opened = {box: (first, last) for box, first, last in ends.values_list("box_id", "first", "last")}
    found = {
        position: _left(draft.facts, opened[draft.record_id])
        for position, draft in enumerate(drafts)
        if draft.record_id in opened
    }
    return {position: finding for position, finding in found.items() if finding}


def _left(facts: Facts, opened: tuple[date, date]) -> tuple[Finding, ...]:
    since, until = facts.day("since"), facts.day("until")
    early, (first, last) = bool(since and opened[0] < since), opened
    outside, where = (first, "since") if early else (last, "until")
    if early or (until and last >= until):
        message = gettext_noop("This box was opened on %(day)s. Mend the day of that opening first, or this one.")
        return (Finding("campaigns.box_was_opened", message, params={"day": f"{outside:%d/%m/%Y}"}, where=where),)
    return ()


def _broken(box: Box | None, steps: Sequence[StepFacts], facts: Facts) -> tuple[Finding, ...]:
    """Refuse to open what is broken: until it is mended nobody opens it."""
    day = facts.day("since")
    if box is None or day is None or not steps:
        return ()
    used = spans(Facts(0, {"since": box.since}), steps)
    if day < box.since or any(since <= day and (until is None or day <= until) for since, until in used):
        return ()
    message = gettext_noop("The box “%(box)s” was broken on %(day)s. Write down first that it was mended.")
    params = {"box": box.title, "day": f"{day:%d/%m/%Y}"}
    return (Finding("campaigns.box_broken", message, params=params, where="since"),)


def _box(box: Box | None, facts: Facts) -> tuple[Finding, ...]:
    day = facts.day("since")
    if box is None:
        message = gettext_noop("This box is not in the register. Choose one of the list.")
        return (Finding("campaigns.no_box", message, where="box"),)
    if box.place_id != facts.place_id:
        message = gettext_noop("The box “%(box)s” stands in another place. Choose its place, or another box.")
        return (Finding("campaigns.box_elsewhere", message, params={"box": box.title}, where="box"),)
    if day is not None and (day < box.since or (box.until is not None and day >= box.until)):
        message = gettext_noop("The box “%(box)s” did not stand there on %(day)s. Choose another day or another box.")
        params = {"box": box.title, "day": f"{day:%d/%m/%Y}"}
        return (Finding("campaigns.box_not_there", message, params=params, where="since"),)
    return ()
