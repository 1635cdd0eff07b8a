"""Opening a year: one bulk action makes every unit's dossier on that year's map; a second one only adds and mends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from binhyen.audit.actions import Deed, record, record_all
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.places.models import PlaceVersion
from binhyen.recognition.actions.work import batch_size
from binhyen.recognition.models import Dossier, PackVersion, Round
from binhyen.recognition.permissions import may_open_round
from binhyen.recognition.queries.packs import pack_of, packs_in_use, version_for
from binhyen.recognition.queries.past import WORD, past_results_under
from binhyen.recognition.queries.standing import unit_facts
from binhyen.recognition.rules.authorities import authority_on
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.opening import MapPlace, Seat, commune_of, excluded_by, seat
from binhyen.recognition.rules.settings import RoundSettings, from_plain, to_plain
from binhyen.recognition.rules.windows import window_of
from binhyen.registers.actions.writing import hold
from binhyen.units.models import Unit
from binhyen.units.queries.units import facts_of, facts_on, scope_settings
from binhyen.units.rules.facts import UnitFacts
from binhyen.units.rules.kinds import ManagingLevel, UnitKind
from binhyen.units.rules.scope import ScopeSettings, left_out

_ON_MAP = (
    "name",
    "fold",
    "sort_key",
    "report_kind",
    "place_path",
    "commune_id",
    "managing_level",
    "delegated",
    "decider_level",
    "decider_id",
    "decider_path",
    "pack_id",
    "scope_code",
    "scope_source",
    "state",
)
"""Columns that opening again mends while nothing is registered."""
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a round did."""

    round: Round
    made: int
    mended: int
    out_of_scope: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many dossiers were made, mended, and made outside the circular."""

    made: int = 0
    mended: int = 0
    out_of_scope: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.made + other.made, self.mended + other.mended, self.out_of_scope + other.out_of_scope)


@dataclass(frozen=True, slots=True)
class _Map:
    day: date
    places: Mapping[int, MapPlace]
    tiers: Mapping[int, str]
    settled: ScopeSettings


@transaction.atomic
def open_round(*, province_id: int, year: int, settings: RoundSettings, by: Actor, at: datetime) -> Opening:
    """Open a province's round, or complete one that is open: every unit without a dossier gets one.

    The map is the one of each kind's last window day; a place that changed since is mended while its unit has not
    registered. Refused without the right over the province, where no active pack holds for the year
    (`recognition.no_pack`), and while the year's results stand in the register of past results
    (`recognition.results_written`): they would be counted twice.
    """
    path = _path_of(province_id, _map_day(year))
    may_open_round(by, path).require()
    lock(f"recognition.round.{province_id}.{year}")
    opened, made = Round.objects.get_or_create(
        province_id=province_id,
        year=year,
        defaults={"province_path": path, "settings": to_plain(settings), "opened_at": at},
    )
    if made:
        _refuse_written(path, year)
        record(Deed("recognition.open_round", "round", opened.pk, path, {"year": year}), by=by, at=at)
    return _fill(opened, Unit.objects.all(), by=by, at=at)


def _refuse_written(path: str, year: int) -> None:
    hold((), WORD)
    count = past_results_under(path, year)
    if count:
        message = gettext_noop(
            "%(count)s results of %(year)s were brought in from lists already, and a round would count them twice. "
            "Take them back in “Recognition results of earlier years” first, or open another year."
        )
        raise Refused(Finding("recognition.results_written", message, params={"count": count, "year": str(year)}))


@transaction.atomic
def open_dossier_for_new_unit(*, round_id: int, unit_id: int, by: Actor, at: datetime) -> Dossier:
    """Make the dossier of a unit that came into being during the year. Refused where it has one, or is elsewhere."""
    opened = _round(round_id, by)
    if Dossier.objects.filter(round_id=round_id, unit_id=unit_id).exists():
        raise Refused(
            Finding("recognition.has_dossier", gettext_noop("The unit has its dossier in this round already."))
        )
    _fill(opened, Unit.objects.filter(pk=unit_id), by=by, at=at)
    made = Dossier.objects.filter(round_id=round_id, unit_id=unit_id).first()
    if made is None:
        message = gettext_noop("The unit does not stand in this province on the round's map.")
        raise Refused(Finding("recognition.not_on_map", message))
    return made


@transaction.atomic
def change_round_settings(*, round_id: int, settings: RoundSettings, by: Actor, at: datetime) -> Round:
    """Change a round's readings, vote and days; running dossiers' days follow where nobody extended them.

    Refused without the right, and once anything was decided (`recognition.round_decided`): a year has one yardstick.
    """
    opened = _round(round_id, by)
    if opened.decisions.exists():
        message = gettext_noop("Decisions were made in this round: its settings stay as they are.")
        raise Refused(Finding("recognition.round_decided", message))
    old = from_plain(opened.settings)
    opened.settings = to_plain(settings)
    opened.save(update_fields=["settings"])
    for kind in UnitKind:
        dossiers = Dossier.objects.filter(round_id=round_id, kind=kind, due_on=old.submit_by.get(kind))
        dossiers.update(due_on=settings.submit_by.get(kind))
    record(Deed("recognition.change_settings", "round", opened.pk, opened.province_path), by=by, at=at)
    return opened


def _round(round_id: int, by: Actor) -> Round:
    opened = Round.objects.select_for_update().filter(pk=round_id).first()
    if opened is None or not by.covers(opened.province_path):
        raise Http404
    may_open_round(by, opened.province_path).require()
    return opened


def _fill(opened: Round, units: Any, *, by: Actor, at: datetime) -> Opening:  # noqa: ANN401 - a queryset of units
    versions = packs_in_use(opened.province_id)
    counted = Counted()
    for kind in UnitKind:
        version = version_for(versions, kind, opened.year, _map_day(opened.year))
        if version is None:
            continue
        counted += _fill_kind(opened, kind, version, units, by=by, at=at)
    if not versions:
        message = gettext_noop("No rule pack is in use for %(year)s.")
        raise Refused(Finding("recognition.no_pack", message, params={"year": str(opened.year)}))
    return Opening(opened, counted.made, counted.mended, counted.out_of_scope)


def _fill_kind(
    opened: Round,
    kind: UnitKind,
    version: PackVersion,
    units: Any,  # noqa: ANN401 - a queryset of units
    *,
    by: Actor,
    at: datetime,
) -> Counted:
    """Go through the units of a kind a few thousand at a time, so that memory does not grow with the province."""
    day = window_of(pack_of(version), kind, opened.year).end
    ground = _map_of(_path_of(opened.province_id, day), day)
    counted = Counted()
    stream = (unit for unit in _units(units, kind, day).iterator(chunk_size=_CHUNK) if unit.place_id in ground.places)
    while chunk := list(islice(stream, _CHUNK)):
        counted += _fill_chunk(opened, chunk, version, ground, by=by, at=at)
    return counted


def _fill_chunk(
    opened: Round, chunk: list[Unit], version: PackVersion, ground: _Map, *, by: Actor, at: datetime
) -> Counted:
    facts = facts_on(chunk, ground.day)
    rows = Dossier.objects.filter(round=opened, unit_id__in=[unit.pk for unit in chunk])
    known = {row.unit_id: row for row in rows}
    drafts = [
        _drafted(opened, unit, facts.get(unit.pk) or facts_of(unit, UnitKind(unit.kind.treated_as)), version, ground)
        for unit in chunk
    ]
    fresh = [draft for draft in drafts if draft.unit_id not in known]
    Dossier.objects.bulk_create(fresh, batch_size=batch_size())
    record_all((_opened(row) for row in fresh), by=by, at=at)
    mended = _mend(known, drafts, by=by, at=at)
    return Counted(len(fresh), mended, sum(draft.state == State.OUT_OF_SCOPE for draft in fresh))


def _units(units: Any, kind: UnitKind, day: date) -> Any:  # noqa: ANN401 - a queryset of units
    alive = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return units.filter(alive, kind__treated_as=kind, valid_from__lte=day).select_related("kind").order_by("pk")


def _drafted(opened: Round, unit: Unit, facts: UnitFacts, version: PackVersion, ground: _Map) -> Dossier:
    """Build a unit's dossier as it stands on the map, and by the facts, of the window's last day."""
    place, pack, kind = ground.places[unit.place_id], pack_of(version), facts.kind
    level = ManagingLevel.COMMUNE if facts.delegated_to_commune else facts.managing_level
    decides = seat(authority_on(pack, kind, level, ground.day), place.path, ground.tiers)
    dossier = Dossier(
        round=opened,
        unit=unit,
        name=unit.name,
        fold=unit.fold,
        sort_key=unit.sort_key[:120],
        kind=kind,
        report_kind=place.kind if kind == UnitKind.COMMUNE else unit.kind_id,
        place_id=place.place_id,
        place_path=place.path,
        commune_id=commune_of(place.path, ground.tiers) or place.place_id,
        managing_level=level,
        delegated=facts.delegated_to_commune,
        pack=version,
        due_on=from_plain(opened.settings).submit_by.get(kind),
    )
    _seat(dossier, decides)
    _scope(dossier, facts, pack)
    _leave_out(dossier, facts, pack, ground.settled)
    return dossier


def _seat(dossier: Dossier, decides: Seat) -> None:
    dossier.decider_level, dossier.decider_path = decides.level, decides.path
    dossier.decider_id = decides.place_id


def _scope(dossier: Dossier, facts: UnitFacts, pack: Pack) -> None:
    """Out of scope is a state with its article, not a missing row (TT 124/2021 Đ1.2.b)."""
    clause = excluded_by(pack, dossier.kind, {name: str(value) for name, value in unit_facts(facts).items()})
    dossier.state = State.OUT_OF_SCOPE if clause else State.OPENED
    dossier.scope_code = f"{clause.fact}={'|'.join(clause.values)}"[:80] if clause else ""
    dossier.scope_source = f"{pack.source.instrument}, {clause.article}: {clause.gist}"[:200] if clause else ""


def _leave_out(dossier: Dossier, facts: UnitFacts, pack: Pack, settled: ScopeSettings) -> None:
    """Leave out a school of several levels where its province settled so and the circular knows exclusions at all."""
    rule = pack.kind(dossier.kind)
    if dossier.state == State.OPENED and rule and rule.exclusions and left_out(facts, settled):
        dossier.state, dossier.scope_code = State.OUT_OF_SCOPE, "mixed_schools=false"
        dossier.scope_source = f"{settled.source}: trường có nhiều cấp học không thuộc diện"[:200]


def _mend(known: Mapping[int, Dossier], drafts: Iterable[Dossier], *, by: Actor, at: datetime) -> int:
    """Bring dossiers that nobody registered yet onto the map as it is known now."""
    changed = []
    for draft in drafts:
        row = known.get(draft.unit_id)
        if row is None or row.state not in (State.OPENED, State.OUT_OF_SCOPE):
            continue
        if any(getattr(row, name) != getattr(draft, name) for name in _ON_MAP):
            for name in _ON_MAP:
                setattr(row, name, getattr(draft, name))
            changed.append(row)
    names = [name.removesuffix("_id") for name in _ON_MAP]
    Dossier.objects.bulk_update(changed, names, batch_size=batch_size())
    record_all((_opened(row, "mend_dossier") for row in changed), by=by, at=at)
    return len(changed)


def _opened(row: Dossier, action: str = "open_dossier") -> Deed:
    return Deed(f"recognition.{action}", "dossier", row.pk, row.place_path, {"kind": row.kind, "state": str(row.state)})


def _map_day(year: int) -> date:
    return date(year, 11, 15)


def _path_of(province_id: int, day: date) -> str:
    """Return the province's path on a day; 404 for what was no province then."""
    rows = PlaceVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), place_id=province_id, valid_from__lte=day
    )
    path = rows.values_list("path", flat=True).first()
    if path is None:
        raise Http404
    return path


def _map_of(province_path: str, day: date) -> _Map:
    """Return the province's places on a day: one query."""
    rows = PlaceVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), path__under=province_path, valid_from__lte=day
    ).values_list("place_id", "place__tier", "kind", "path")
    places = {row[0]: MapPlace(*row) for row in rows}
    tiers = {place.place_id: place.tier for place in places.values()}
    return _Map(day, places, tiers, scope_settings(province_path, day))
