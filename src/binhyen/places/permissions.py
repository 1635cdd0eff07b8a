"""Who may change the map, and why not."""

from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop

_AREA_EDITORS = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER})


def may_load_places(actor: Actor) -> Decision:
    """Only the system loads the country's map."""
    if actor == SYSTEM:
        return YES
    return never("places.not_system", gettext_noop("Only the system loads the country's map."))


def may_edit_areas(actor: Actor, commune_path: str) -> Decision:
    """Officers and chairs of the commune, and officers of its province, keep its list of residential areas."""
    if actor == SYSTEM or (actor.role in _AREA_EDITORS and actor.covers(commune_path)):
        return YES
    return never(
        "places.not_yours",
        gettext_noop("Only the commune's officer or chair and the province's officer keep its residential areas."),
    )
