"""Two desks at one door: a badge that is shown at both counts once."""

from functools import partial

from binhyen.campaigns.actions.conferences import Invitation, add_parts, check_in, invite
from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.conferences import PAPERS, parts
from binhyen.registers.models import Step
from tests.campaigns.conference_factories import NOW, a_stage
from tests.races import MEETS, together

pytestmark = MEETS


def test_a_badge_shown_at_two_desks_at_once_counts_once() -> None:
    stage = a_stage()
    event, by = Event.objects.get(pk=stage.event.pk), stage.office.actor
    [seat] = invite(event=event, lines=[Invitation("Sở Tư pháp")], by=by, at=NOW)
    mark = partial(check_in, event=event, record_id=seat.record_id, by=by, at=NOW)
    assert together(mark, mark, mark) == ["done"] * 3
    assert Step.objects.filter(record_id=seat.record_id).count() == 1


def test_papers_written_at_once_stand_one_after_the_other() -> None:
    stage = a_stage()
    event, by = Event.objects.get(pk=stage.event.pk), stage.office.actor
    write = [
        partial(add_parts, code=PAPERS, event=event, rows=[{"name": name, "speaker": "Trưởng thôn"}], by=by, at=NOW)
        for name in ("Một", "Hai", "Ba")
    ]
    assert together(*write) == ["done"] * 3
    assert [row.position for row in parts(PAPERS, event.record_id)] == [1, 2, 3]
