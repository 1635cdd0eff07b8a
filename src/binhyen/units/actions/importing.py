"""Units from a workbook: a look at what it would do, then all rows or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.places.queries import label_of, versions_on, versions_under_any
from binhyen.places.rules.kinds import Tier
from binhyen.sheets.rules.tables import Row, Table
from binhyen.units.actions.registry import duplicate_findings, register_units
from binhyen.units.models import Unit
from binhyen.units.permissions import may_keep_units
from binhyen.units.queries.units import kinds_of
from binhyen.units.rules.facts import UnitDraft, draft_findings
from binhyen.units.rules.kinds import UnitKind
from binhyen.units.rules.workbook import draft_of


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a workbook would do: units to register, and findings by row number, besides those of the table itself."""

    drafts: tuple[UnitDraft, ...]
    findings: Mapping[int, tuple[Finding, ...]]

    @property
    def faulty(self) -> bool:
        """Tell whether any row is wrong."""
        return any(has_errors(found) for found in self.findings.values())


def plan_import(*, table: Table, by: Actor, on: date) -> ImportPlan:
    """Say what importing a table would do. Writes nothing; six queries, however many rows.

    A row is wrong that the reader of sheets found wrong, whose commune is not known or not covered, whose facts cannot
    be, which the post may not keep, or which is registered already (diacritics ignored) or stands in the table twice.
    """
    kinds = {code: UnitKind(kind.treated_as) for code, kind in kinds_of(by.place_path).items()}
    places = _places(by, on)
    sound: list[tuple[int, UnitDraft]] = []
    findings: dict[int, tuple[Finding, ...]] = {}
    for row in table.rows:
        drafted = _draft(row, kinds, places, on)
        if isinstance(drafted, UnitDraft):
            sound.append((row.number, drafted))
        else:
            findings[row.number] = drafted
    findings |= _judged(sound, by)
    return ImportPlan(tuple(draft for number, draft in sound if number not in findings), findings)


def _draft(
    row: Row, kinds: Mapping[str, UnitKind], places: Mapping[str, tuple[int, ...]], on: date
) -> UnitDraft | tuple[Finding, ...]:
    if has_errors(row.findings):
        return row.findings
    drafted = draft_of(row, kinds, places, on)
    return drafted if isinstance(drafted, UnitDraft) else (drafted,)


def _places(by: Actor, on: date) -> dict[str, tuple[int, ...]]:
    """Return the communes that a post covers, by code, by full name and by name alone."""
    found: dict[str, tuple[int, ...]] = {}
    for version in versions_under_any(by.scopes, on).filter(place__tier=Tier.COMMUNE):
        for key in {version.code, fold(label_of(version)), fold(version.name)}:
            found[key] = (*found.get(key, ()), version.place_id)
    return found


def _judged(sound: Sequence[tuple[int, UnitDraft]], by: Actor) -> dict[int, tuple[Finding, ...]]:
    """Return findings by row: impossible facts, missing rights, duplicates, a commune that was not there that day."""
    drafts = [draft for _, draft in sound]
    paths = _paths(drafts)
    found: dict[int, tuple[Finding, ...]] = {}
    for (number, draft), double in zip(sound, duplicate_findings(drafts), strict=True):
        path = paths.get((draft.place_id, draft.since))
        right = may_keep_units(by, path, draft.facts.managing_level).finding if path else _NOT_THEN
        wrong = [*draft_findings(draft), *(one for one in (right, double) if one)]
        if wrong:
            found[number] = tuple(wrong)
    return found


def _paths(drafts: Sequence[UnitDraft]) -> dict[tuple[int, date], str]:
    wanted: dict[date, set[int]] = {}
    for draft in drafts:
        wanted.setdefault(draft.since, set()).add(draft.place_id)
    return {
        (place_id, day): version.path
        for day, ids in wanted.items()
        for place_id, version in versions_on(ids, day).items()
    }


_NOT_THEN = Finding("units.no_commune", gettext_noop("The unit must stand in a commune of that day."))


def import_units(*, table: Table, by: Actor, at: datetime) -> list[Unit]:
    """Register all units of a table, or none. Refused when the table or any of its rows is wrong."""
    plan = plan_import(table=table, by=by, on=at.date())
    if table.faulty or plan.faulty:
        wrong = len(plan.findings) or len(table.findings)
        message = gettext_noop("%(rows)s rows are wrong; nothing was imported.")
        raise Refused(Finding("units.import_faulty", message, params={"rows": wrong}))
    return register_units(drafts=plan.drafts, by=by, at=at)
