"""What provinces settled: councils, deadlines, dossiers; and where certificates are printed."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from binhyen.awards.models import AwardRule, PrintStock
from binhyen.awards.rules.model import Council, Stock
from binhyen.awards.rules.shelf import law, stock_from_data
from binhyen.kernel.trees import ancestors, node_of
from binhyen.registers.queries.entries import province_of

_STOCK = "a3-landscape"


def council_of(row: AwardRule) -> Council:
    """Return a kept rule as typed values."""
    month, _, day = row.year_end_by.partition("-")
    return Council(
        threshold_percent=row.threshold_percent,
        quorum=Fraction(row.quorum_numerator, row.quorum_denominator),
        threshold_base=row.threshold_base,
        instrument=row.instrument,
        days_before_event=row.days_before_event,
        year_end_by=(int(month), int(day)) if month else None,
        full=frozenset(row.full_council),
        standing=frozenset(row.standing_council),
        most_thematic=row.most_thematic,
        round_years=row.round_years,
        extra_papers=tuple(row.extra_papers),
    )


def rule_at(path: str, day: date | None = None) -> AwardRule | None:
    """Return what the province of a place settled, as it holds on a day (None: as it holds last)."""
    province = province_of(path)
    rows = AwardRule.objects.filter(province_id=node_of(province)) if province else AwardRule.objects.none()
    if day is not None:
        rows = rows.filter(valid_from__lte=day)
    return rows.order_by("-valid_from").first()


def council_at(path: str, day: date | None = None) -> Council | None:
    """Return the council's rules of a place's province; None where nothing was settled."""
    row = rule_at(path, day)
    return council_of(row) if row else None


def councils_for(places: Mapping[int, tuple[str, ...]]) -> dict[int, Council]:
    """Return the rules that hold last for places, one query. `places` are their paths."""
    above = {place_id: province_of(paths[-1]) for place_id, paths in places.items() if paths}
    wanted = {place_id: node_of(path) for place_id, path in above.items() if path}
    rows = AwardRule.objects.filter(province_id__in=set(wanted.values())).order_by("valid_from")
    last = {row.province_id: council_of(row) for row in rows}
    return {place_id: last[province] for place_id, province in wanted.items() if province in last}


def stock_of(row: PrintStock) -> Stock:
    """Return a kept sheet of stock as typed values."""
    data = {"code": str(row.pk), "name": row.name, "width": row.width, "height": row.height, "fields": row.fields}
    return stock_from_data(data)


def stock_row(path: str, form: str) -> PrintStock | None:
    """Return the stock measured at a place or above it, the nearest first; None where only the pack's is there."""
    ids = [node_of(one) for one in reversed(ancestors(path))]
    rows = {row.place_id: row for row in PrintStock.objects.filter(superseded_at=None, form=form, place_id__in=ids)}
    return next((rows[one] for one in ids if one in rows), None)


def stock_for(path: str, form: str) -> Stock:
    """Return where texts stand on a form's stock: as measured here, else as the packs begin."""
    row = stock_row(path, form)
    return stock_of(row) if row else law().stocks[_STOCK]


def rules_at(path: str) -> list[AwardRule]:
    """Return everything that the province of a place settled, newest first."""
    province = province_of(path)
    if not province:
        return []
    return list(AwardRule.objects.filter(province_id=node_of(province)).order_by("-valid_from"))
