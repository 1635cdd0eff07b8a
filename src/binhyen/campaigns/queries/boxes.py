"""What only the database knows of boxes: whether the one that was opened stood there on the day."""

from collections.abc import Sequence
from datetime import date

from binhyen.campaigns.models import Box
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Draft, Findings


def opening_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which openings are of a box that was not there. One query for all."""
    wanted = {draft.facts.number("box") for draft in drafts} - {0}
    boxes = {box.record_id: box for box in Box.objects.filter(record_id__in=wanted, superseded_at=None)}
    found = {
        position: _box(boxes.get(draft.facts.number("box")), draft.facts.place_id, draft.facts.day("since"))
        for position, draft in enumerate(drafts)
        if draft.facts.number("box")
    }
    return {position: finding for position, finding in found.items() if finding}


def _box(box: Box | None, place_id: int, day: date | None) -> tuple[Finding, ...]:
    if box is None:
        message = gettext_noop("This box is not in the register. Choose one of the list.")
        return (Finding("campaigns.no_box", message, where="box"),)
    if box.place_id != place_id:
        message = gettext_noop("The box “%(box)s” stands in another place. Choose its place, or another box.")
        return (Finding("campaigns.box_elsewhere", message, params={"box": box.title}, where="box"),)
    if day is not None and (day < box.since or (box.until is not None and day >= box.until)):
        message = gettext_noop("The box “%(box)s” did not stand there on %(day)s. Choose another day or another box.")
        params = {"box": box.title, "day": f"{day:%d/%m/%Y}"}
        return (Finding("campaigns.box_not_there", message, params=params, where="since"),)
    return ()
