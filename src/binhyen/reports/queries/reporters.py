"""Who is expected to report: read from the map, the units and the posts of one day."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q

from binhyen.accounts.models import Post
from binhyen.indicators.rules.forms import FilledBy
from binhyen.kernel.actors import Role
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import areas_under, children_of, communes_under, label_of, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.collecting import Reporter
from binhyen.units.models import Unit
from binhyen.units.rules.kinds import ManagingLevel, UnitKind

_ORGANISATIONS = (UnitKind.AGENCY, UnitKind.ENTERPRISE, UnitKind.SCHOOL)


def reporters_of(filled_by: FilledBy, province: PlaceVersion, day: date) -> list[Reporter]:
    """Return everybody who is expected to fill a form in a province, as its map, units and posts were on a day."""
    return list(_FINDERS[filled_by](province, day))


def _province(province: PlaceVersion, _day: date) -> Iterable[Reporter]:
    yield _place(province, province)


def _communes(province: PlaceVersion, day: date) -> Iterable[Reporter]:
    above = {child.place_id: child for child in children_of(province.place_id, day)}
    for row in communes_under(province.path, day):
        parent = above.get(row.parent_id or 0)
        yield _place(row, parent if parent is not None and parent.place.tier == Tier.DISTRICT else province)


def _areas(province: PlaceVersion, day: date) -> Iterable[Reporter]:
    communes = {row.place_id: row for row in communes_under(province.path, day)}
    for row in areas_under(province.path, day):
        yield _place(row, communes.get(row.parent_id or 0, province))


def _units(province: PlaceVersion, day: date) -> Iterable[Reporter]:
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = Unit.objects.filter(lasts, place_path__under=province.path, valid_from__lte=day)
    rows = rows.filter(kind__treated_as__in=_ORGANISATIONS).order_by("sort_key", "id")
    listed = list(rows)
    places = versions_on((row.place_id for row in listed), day)
    for row in listed:
        own = places.get(row.place_id)
        receives = province if row.managing_level == ManagingLevel.PROVINCE or own is None else own
        yield Reporter(row.name, row.place_id, row.place_path, receives.place_id, receives.path, unit_id=row.pk)


def _associations(province: PlaceVersion, day: date) -> Iterable[Reporter]:
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = Post.objects.filter(lasts, role=Role.ASSOCIATION_OFFICER, valid_from__lte=day)
    rows = rows.filter(place_id=province.place_id).order_by("agency", "id")
    for row in rows:
        name = row.agency or row.title
        yield Reporter(name, province.place_id, province.path, province.place_id, province.path, post_id=row.pk)


def _place(version: PlaceVersion, receives: PlaceVersion) -> Reporter:
    return Reporter(label_of(version), version.place_id, version.path, receives.place_id, receives.path)


_FINDERS: dict[FilledBy, Callable[[PlaceVersion, date], Iterable[Reporter]]] = {
    FilledBy.PROVINCE: _province,
    FilledBy.COMMUNE: _communes,
    FilledBy.RESIDENTIAL_AREA: _areas,
    FilledBy.UNIT: _units,
    FilledBy.ASSOCIATION: _associations,
}
