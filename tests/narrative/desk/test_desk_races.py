"""People who meet over one text, on PostgreSQL: what is decided and written is decided and written once."""

from binhyen.kernel.amounts import exactly
from binhyen.narrative.actions.deciding import decide
from binhyen.narrative.actions.ending import confirm_text, discard_text, forget_texts
from binhyen.narrative.models import IncomingText, KeptSentence
from binhyen.reports.models import Figure
from tests.narrative.desk.texts import accept, change, rows_of, taken
from tests.races import MEETS, together
from tests.reports.factories import NOW, a_report_town

pytestmark = MEETS


def test_a_text_that_two_confirm_is_written_once() -> None:
    town = a_report_town()
    text = taken(town)
    accept(town, text, 3, 8)
    ended = together(*[lambda: confirm_text(text_id=text.pk, by=town.lan, at=NOW)] * 2)
    assert ended == ["done", "narrative.text_ended"]
    assert (Figure.objects.count(), KeptSentence.objects.count()) == (2, 2)


def test_a_text_is_confirmed_or_discarded_and_never_both() -> None:
    town = a_report_town()
    text = taken(town)
    accept(town, text, 3)
    ended = together(
        lambda: confirm_text(text_id=text.pk, by=town.lan, at=NOW),
        lambda: discard_text(text_id=text.pk, by=town.hung, at=NOW),
        lambda: forget_texts(by=town.hung, at=NOW),
    )
    assert ended == ["done", "done", "narrative.text_ended"]
    confirmed = IncomingText.objects.get().state == "confirmed"
    assert (Figure.objects.count(), KeptSentence.objects.count()) == ((1, 1) if confirmed else (0, 0))


def test_two_who_take_figures_into_one_cell_do_not_count_the_same_twice() -> None:
    town = a_report_town()
    text = taken(town)
    ended = together(
        *(
            lambda number=number: decide(
                text_id=text.pk, choices=[change(number, "models_total", exactly(number))], by=town.lan, at=NOW
            )
            for number in (4, 5)
        )
    )
    assert ended == ["done", "narrative.twice"]
    assert sum(row.decision == "changed" for row in rows_of(text)) == 1
