"""Who may see and keep units, committees and meetings, and why not."""

from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.units.models import Committee, Unit
from binhyen.units.rules.kinds import ManagingLevel
from binhyen.units.rules.table import APPOINT, DEFINE_KINDS, HOLD_MEETINGS, KEEP_COMMITTEES, KEEP_UNITS, TABLE

_LEVELS = {
    Role.COMMUNE_OFFICER: {ManagingLevel.COMMUNE},
    Role.DISTRICT_OFFICER: {ManagingLevel.COMMUNE, ManagingLevel.DISTRICT},
}


def may_keep_units(actor: Actor, path: str, level: ManagingLevel) -> Decision:
    """May this person register and change units of a managing level that stand at a place?

    Each level keeps the units that it or a level below manages.
    """
    answer = _decide(actor, KEEP_UNITS, path)
    if answer and level not in _LEVELS.get(actor.role, set(ManagingLevel)):
        return never("units.level_above", gettext_noop("A level above manages this unit and keeps its data."))
    return answer


def may_keep_unit(actor: Actor, unit: Unit) -> Decision:
    """May this person change or close this unit?"""
    return may_keep_units(actor, unit.place_path, ManagingLevel(unit.managing_level))


def may_add_units(actor: Actor) -> Decision:
    """May this person register units at all, somewhere in the places that the post covers?"""
    return _decide(actor, KEEP_UNITS, actor.place_path)


def may_define_kinds(actor: Actor, province_path: str) -> Decision:
    """May this person add kinds of units for a province?"""
    return _decide(actor, DEFINE_KINDS, province_path)


def may_appoint(actor: Actor, unit: Unit) -> Decision:
    """May this person say which post speaks for a unit?"""
    return _decide(actor, APPOINT, unit.place_path)


def may_keep_committees(actor: Actor, path: str) -> Decision:
    """May this person form and renew the committees of a place?"""
    return _decide(actor, KEEP_COMMITTEES, path)


def may_hold_meetings(actor: Actor, committee: Committee) -> Decision:
    """May this person call, open and close the meetings of a committee?"""
    return _decide(actor, HOLD_MEETINGS, committee.place_path)


def _decide(actor: Actor, ability: str, path: str) -> Decision:
    return YES if actor is SYSTEM else TABLE.decide(actor, ability, path)
