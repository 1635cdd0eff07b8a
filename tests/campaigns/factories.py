"""Events, boxes and texts of An Phú, as tests write them down."""

from collections.abc import Mapping

from binhyen.campaigns.registers.boxes import BOXES
from binhyen.campaigns.registers.events import EVENTS
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import Facts, Value
from tests.registers.factories import day, facts, written

SESSION: Mapping[str, Value] = {
    "kind": "launch",
    "name": "Phát động phong trào tại thôn Đông",
    "since": day("12/03/2026"),
    "venue": "Nhà văn hóa thôn Đông",
    "org": "police",
    "form_of_work": "concentrated",
}
BOX: Mapping[str, Value] = {
    "name": "Hòm thư góp ý thôn Đông",
    "since": day("01/02/2026"),
    "unit_kind": "residential_area",
}


def said(place: PlaceVersion, **values: Value) -> Facts:
    """Facts of an event: the session above with other values."""
    return facts(EVENTS, place, {**SESSION, **values})


def an_event(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write an event down."""
    return written(EVENTS, place, {**SESSION, **values}, by)


def a_box(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write a box down."""
    return written(BOXES, place, {**BOX, **values}, by)
