"""The register of units: entering, changing, closing, delegating, and who speaks for one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from binhyen.accounts.models import Post
from binhyen.audit.actions import Deed, record, record_all
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.units.models import Kind, Representation, Unit, UnitVersion
from binhyen.units.permissions import may_appoint, may_define_kinds, may_keep_unit, may_keep_units
from binhyen.units.queries.units import facts_of, in_force
from binhyen.units.rules.facts import KindDraft, UnitChange, UnitDraft, UnitFacts, draft_findings, fact_findings
from binhyen.units.rules.kinds import KIND_NAMES, UnitKind

_BATCH = 500
_SORTED = 120


@transaction.atomic
def define_kind(*, draft: KindDraft, by: Actor, at: datetime) -> Kind:
    """Add a kind of unit for one province, held to the criteria of one of the law's kinds.

    Refused where the post is not the province's own, a kind of the code exists, or the place is no province.
    """
    province = version_on(draft.province_id, at.date())
    may_define_kinds(by, province.path).require()
    if province.place.tier != Tier.PROVINCE:
        raise Refused(Finding("units.no_province", gettext_noop("Only a province adds kinds of units.")))
    ensure_kinds()
    if Kind.objects.filter(pk=draft.code).exists():
        raise Refused(Finding("units.kind_exists", gettext_noop("There is a kind with this code already.")))
    kind = Kind.objects.create(
        code=draft.code,
        name=draft.name,
        treated_as=draft.treated_as,
        province_id=draft.province_id,
        instrument=draft.instrument,
    )
    data = {"kind": draft.code, "treated_as": draft.treated_as.value}
    record(Deed("units.kind_defined", "units.kind", draft.province_id, province.path, data), by=by, at=at)
    return kind


def ensure_kinds() -> None:
    """Make sure that the law's own kinds are in the table."""
    rows = [Kind(code=kind.value, name=name, treated_as=kind.value) for kind, name in KIND_NAMES.items()]
    Kind.objects.bulk_create(rows, ignore_conflicts=True)


def register_unit(*, draft: UnitDraft, by: Actor, at: datetime) -> Unit:
    """Register one unit; refused as `register_units` is."""
    return register_units(drafts=[draft], by=by, at=at)[0]


@transaction.atomic
def register_units(*, drafts: Sequence[UnitDraft], by: Actor, at: datetime) -> list[Unit]:
    """Register units, all or none.

    Refused where the post may not keep units of that level at that place, facts cannot be, the place is no commune on
    the first day, or a unit of the same kind and name stands in the commune already (diacritics ignored).
    """
    lock("units.register")
    ensure_kinds()
    places = _places(drafts)
    for draft in drafts:
        may_keep_units(by, places[draft.place_id].path, draft.facts.managing_level).require()
    found = [one for draft in drafts for one in draft_findings(draft)]
    found += [one for one in duplicate_findings(drafts) if one]
    if found:
        raise Refused(*found)
    units = Unit.objects.bulk_create([_unit(draft, places[draft.place_id]) for draft in drafts], batch_size=_BATCH)
    UnitVersion.objects.bulk_create([first_version(unit) for unit in units], batch_size=_BATCH)
    record_all((_deed("units.registered", unit, {"kind": unit.kind_id}) for unit in units), by=by, at=at)
    return units


def _places(drafts: Sequence[UnitDraft]) -> dict[int, PlaceVersion]:
    """Return the communes in which units are to stand, as they are on the units' first days."""
    by_day: dict[date, set[int]] = {}
    for draft in drafts:
        by_day.setdefault(draft.since, set()).add(draft.place_id)
    found: dict[int, PlaceVersion] = {}
    for day, wanted in by_day.items():
        known = versions_on(wanted, day)
        if any(one not in known or known[one].place.tier != Tier.COMMUNE for one in wanted):
            raise Refused(Finding("units.no_commune", gettext_noop("The unit must stand in a commune of that day.")))
        found |= known
    return found


def duplicate_findings(drafts: Sequence[UnitDraft]) -> list[Finding | None]:
    """Return for each draft the finding that it is there already, in the register or among the drafts before it."""
    wanted = {draft.place_id for draft in drafts}
    held = Unit.objects.filter(valid_to__isnull=True)
    if len(wanted) <= _BATCH:
        held = held.filter(place_id__in=wanted)
    seen = set(held.values_list("place_id", "kind_id", "fold"))
    found: list[Finding | None] = []
    for draft in drafts:
        key = (draft.place_id, draft.kind_code, fold(draft.name))
        found.append(_duplicate(draft) if key in seen else None)
        seen.add(key)
    return found


def _duplicate(draft: UnitDraft) -> Finding:
    message = gettext_noop("A unit of this kind called “%(name)s” stands in this commune already.")
    return Finding("units.duplicate", message, params={"name": draft.name}, where="name")


def _unit(draft: UnitDraft, place: PlaceVersion) -> Unit:
    unit = Unit(
        kind_id=draft.kind_code,
        code=draft.code,
        address=draft.address,
        place_id=draft.place_id,
        place_path=place.path,
        valid_from=draft.since,
        instrument=draft.instrument,
    )
    put_name(unit, draft.name)
    put_facts(unit, draft.facts)
    return unit


def put_name(unit: Unit, name: str) -> None:
    """Set a unit's name with what it is searched and sorted by."""
    unit.name = name
    unit.fold = fold(name)
    unit.sort_key = sort_key(name)[:_SORTED]


def put_facts(row: Unit | UnitVersion, facts: UnitFacts) -> None:
    """Set the facts of a row."""
    row.managing_level = facts.managing_level
    row.delegated_to_commune = facts.delegated_to_commune
    row.enterprise_size = facts.enterprise_size or ""
    row.highest_level = facts.highest_level or ""
    row.teaches_primary = facts.teaches_primary
    row.armed_forces = facts.armed_forces
    row.has_party_organisation = facts.has_party_organisation


def first_version(unit: Unit) -> UnitVersion:
    """Return the version with which a unit begins."""
    version = UnitVersion(unit=unit, valid_from=unit.valid_from, name=unit.name, instrument=unit.instrument)
    put_facts(version, facts_of(unit, UnitKind.AGENCY))
    return version


@transaction.atomic
def change_unit(*, unit: Unit, change: UnitChange, by: Actor, at: datetime) -> Unit:
    """Change what is known of a unit from a day on; what was known before stays.

    Refused where the post may not keep it (before or after the change), the facts cannot be, the unit is closed, or
    the day lies before the last change.
    """
    unit = _open_unit(unit, by)
    may_keep_units(by, unit.place_path, change.facts.managing_level).require()
    found = fact_findings(change.facts, change.on)
    if found:
        raise Refused(*found)
    last = unit.versions.select_for_update().order_by("-valid_from").first()
    if last is None or change.on < last.valid_from:
        raise Refused(Finding("units.earlier_than_known", gettext_noop("A later change is entered already.")))
    put_name(unit, change.name or unit.name)
    put_facts(unit, change.facts)
    unit.save()
    _add_version(unit, last, change)
    data = {"on": change.on.isoformat(), "level": change.facts.managing_level.value}
    record(_deed("units.changed", unit, data), by=by, at=at)
    return unit


def _add_version(unit: Unit, last: UnitVersion, change: UnitChange) -> None:
    """End the last version and begin a new one; a second change of the same day takes the place of the first."""
    version = last
    if change.on > last.valid_from:
        last.valid_to = change.on
        last.save(update_fields=["valid_to"])
        version = UnitVersion(unit=unit, valid_from=change.on)
    version.name, version.instrument = unit.name, change.instrument
    put_facts(version, change.facts)
    version.save()


def _open_unit(unit: Unit, by: Actor) -> Unit:
    may_keep_unit(by, unit).require()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.valid_to is not None:
        raise Refused(Finding("units.closed", gettext_noop("This unit is closed.")))
    return locked


@transaction.atomic
def close_unit(*, unit: Unit, on: date, instrument: str, by: Actor, at: datetime) -> Unit:
    """Close a unit from a day on. Refused without the right, when it is closed, or before it began."""
    unit = _open_unit(unit, by)
    if on <= unit.valid_from:
        raise Refused(Finding("units.ends_before_it_begins", gettext_noop("A unit lasts at least one day.")))
    unit.valid_to, unit.instrument = on, instrument
    unit.save(update_fields=["valid_to", "instrument"])
    unit.versions.filter(valid_to__isnull=True).update(valid_to=on)
    unit.representations.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
    record(_deed("units.unit_closed", unit, {"on": on.isoformat()}), by=by, at=at)
    return unit


def delegate_unit(*, unit: Unit, on: date, instrument: str, by: Actor, at: datetime) -> Unit:
    """Hand a unit's recognition to its commune from a day on; refused as `change_unit` is."""
    facts = facts_of(unit, UnitKind(unit.kind.treated_as))
    delegated = replace(facts, delegated_to_commune=True)
    return change_unit(unit=unit, change=UnitChange(delegated, on, instrument=instrument), by=by, at=at)


@transaction.atomic
def represent(
    *, post: Post, unit: Unit, since: date, until: date | None = None, by: Actor, at: datetime
) -> Representation:
    """Let a post speak for a unit. Refused without the right, for posts of another role, or when it does already."""
    may_appoint(by, unit).require()
    if post.role != Role.UNIT_REPRESENTATIVE:
        message = gettext_noop("Only a post of a unit's representative speaks for a unit.")
        raise Refused(Finding("units.not_a_representative", message))
    if unit.representations.filter(in_force(since), post=post).exists():
        raise Refused(Finding("units.speaks_already", gettext_noop("This post speaks for the unit already.")))
    row = Representation.objects.create(post=post, unit=unit, valid_from=since, valid_to=until)
    record(_deed("units.represented", unit, {"post": post.pk}), by=by, at=at)
    return row


@transaction.atomic
def end_representation(*, voice: Representation, on: date, by: Actor, at: datetime) -> Representation:
    """Let a post no longer speak for a unit from a day on; what it said before stays.

    Refused without the right, where it ended already, or before it had spoken for a day.
    """
    may_appoint(by, voice.unit).require()
    row = Representation.objects.select_for_update().get(pk=voice.pk)
    if row.valid_to is not None and row.valid_to <= on:
        raise Refused(Finding("units.silent_already", gettext_noop("This post does not speak for the unit any more.")))
    if on <= row.valid_from:
        raise Refused(Finding("units.voice_too_short", gettext_noop("A post speaks for a unit for at least one day.")))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(_deed("units.representation_ended", voice.unit, {"post": row.post_id, "on": on.isoformat()}), by=by, at=at)
    return row


def _deed(action: str, unit: Unit, data: Mapping[str, object]) -> Deed:
    return Deed(action, "units.unit", unit.pk, unit.place_path, data)
