"""Which figures a summary shows."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.models import FigureChoice
from binhyen.programmes.permissions import may_close
from binhyen.programmes.queries.summaries import summary_seen_by
from binhyen.programmes.queries.sums import asked_indicators
from binhyen.programmes.rules import codes
from binhyen.registers.actions.writing import hold


@transaction.atomic
def choose_figures(*, record_id: int, indicators: Sequence[str], by: Actor, at: datetime) -> FigureChoice:
    """Choose which figures a summary shows; none chosen shows all of its groups again.

    Refused for a signed summary, and for what nobody counts or its groups do not hold. Forbidden: not the post's.
    """
    hold([record_id])
    summary = summary_seen_by(by, record_id)
    may_close(by, summary.record).require()
    unknown = set(indicators) - asked_indicators(summary.groups)
    if unknown:
        message = gettext_noop("“%(code)s” is no figure of this summary. Choose from the list.")
        raise Refused(Finding("programmes.no_figure", message, params={"code": min(unknown)[:60]}))
    made = FigureChoice.objects.create(
        record=summary.record,
        indicators=list(dict.fromkeys(indicators)),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    data = {"figures": len(made.indicators)}
    deed = Deed("programmes.figures_chosen", codes.SUMMARIES, record_id, summary.record.place_path, data)
    record_all([deed], by=by, at=at)
    return made
