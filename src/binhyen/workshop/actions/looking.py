"""Plays looks for signals: what a copied month asks its commune, and what one of them answered before the province."""

from django.db import transaction

from binhyen.analytics.actions.signals import answer_signal, look_for_signals
from binhyen.analytics.models import Signal
from binhyen.analytics.rules.signals.subject import Code
from binhyen.kernel.actors import SYSTEM
from binhyen.reports.models import Collection
from binhyen.workshop.actions.reporting import on_day
from binhyen.workshop.actions.staging import Desk, Stage
from binhyen.workshop.queries import OPEN, pack_data
from binhyen.workshop.rules.monthly import Looked, looks_from_data


def play_looks(stage: Stage) -> None:
    """Look at the months of the pack as the nightly command did."""
    form = str(pack_data(OPEN)["form"])
    for looked in looks_from_data(pack_data(OPEN)["looks"]):
        play_look(stage, form, looked)


@transaction.atomic
def play_look(stage: Stage, form: str, looked: Looked) -> Signal:
    """Look at a month's reports, and let the commune that copied answer if it did. Raises `LookupError` for no signal.

    A demonstration in which the copy is not found would show nobody what a signal is.
    """
    province = stage.province.place.place_id
    asked = Collection.objects.get(version__form__code=form, period=looked.period, province_id=province)
    look_for_signals(collection_id=asked.pk, by=SYSTEM, at=on_day(looked.day))
    desk = _desk(stage, looked.copied_by)
    found = Signal.objects.filter(report__collection=asked, report__place_id=desk.place.place_id, code=Code.COPIED)
    signal = found.filter(ended_at=None).first()
    if signal is None:
        msg = f"no signal at the report of {looked.copied_by} for {looked.period}"
        raise LookupError(msg)
    if looked.answered_on is not None:
        at = on_day(looked.answered_on)
        signal = answer_signal(signal_id=signal.pk, answer=looked.answer, by=desk.officer, at=at)
    return signal


def _desk(stage: Stage, code: str) -> Desk:
    return next(one for one in stage.communes.values() if one.place.code == code)
