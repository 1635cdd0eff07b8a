"""What a province settles about awards, and where texts stand on its stock: each new one a new row."""

from datetime import date, datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.awards.models import AwardRule, PrintStock
from binhyen.awards.permissions import may_measure, may_settle
from binhyen.awards.rules.model import Council, Stock
from binhyen.awards.rules.printing import fields_to_data, stock_findings
from binhyen.awards.rules.settling import council_findings
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import node_of
from binhyen.registers.queries.entries import province_of


@transaction.atomic
def settle_province(*, council: Council, valid_from: date, by: Actor, at: datetime) -> AwardRule:
    """Write down what a province settled, from a day on.

    Refused for shares that cannot be, without the document, and for a day from which something is settled already.
    Forbidden to everybody but the province's office.
    """
    may_settle(by).require()
    refuse(council_findings(council))
    province = node_of(province_of(by.place_path))
    if AwardRule.objects.filter(province_id=province, valid_from=valid_from).exists():
        message = gettext_noop("Something is settled from this day on already. Choose another day.")
        raise Refused(Finding("awards.settled_already", message, where="valid_from"))
    made = AwardRule.objects.create(
        province_id=province,
        valid_from=valid_from,
        instrument=council.instrument.strip()[:300],
        threshold_percent=council.threshold_percent,
        threshold_base=council.threshold_base,
        quorum_numerator=council.quorum.numerator,
        quorum_denominator=council.quorum.denominator,
        days_before_event=council.days_before_event,
        year_end_by="{:02d}-{:02d}".format(*council.year_end_by) if council.year_end_by else "",
        full_council=sorted(council.full),
        standing_council=sorted(council.standing),
        most_thematic=council.most_thematic,
        round_years=council.round_years,
        extra_papers=list(council.extra_papers),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(Deed("awards.settled", "awards.rule", made.pk, by.place_path, {}), by=by, at=at)
    return made


@transaction.atomic
def measure_stock(*, form: str, stock: Stock, shift: tuple[float, float], by: Actor, at: datetime) -> PrintStock:
    """Say where texts stand on a form's stock, and by how much the printer is off.

    Refused for what lies outside the sheet or twice on it. Forbidden to who prints nothing.
    """
    may_measure(by).require()
    refuse(stock_findings(stock, shift))
    PrintStock.objects.filter(place_id=by.place_id, form=form, superseded_at=None).update(superseded_at=at)
    made = PrintStock.objects.create(
        place_id=by.place_id,
        form=form,
        name=stock.name[:120],
        width=stock.width,
        height=stock.height,
        fields=fields_to_data(stock),
        shift_x=round(shift[0], 1),
        shift_y=round(shift[1], 1),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(Deed("awards.stock_measured", "awards.stock", made.pk, by.place_path, {"form": form}), by=by, at=at)
    return made
