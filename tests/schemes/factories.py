"""Schemes, sites and exemplars of the small land, written through the actions."""

from collections.abc import Mapping

from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import StepFacts, Value
from binhyen.schemes.registers import EXEMPLARS, SCHEMES, SITES
from tests.registers.factories import day, written

CAMERAS: dict[str, Value | str] = {
    "name": "Camera an ninh",
    "kind": "cameras",
    "field": "residents",
    "managing_level": "commune",
    "org": "police",
    "unit_kind": "commune",
    "since": day("10/03/2026"),
    "problem": "Trộm cắp xe máy ban đêm",
    "topics": ("theft",),
    "description": "Hộ dân góp tiền lắp camera ở các ngõ, Công an xã theo dõi.",
}
VILLAGE: dict[str, Value | str] = {"name": "Thôn Đông", "unit_kind": "residential_area", "since": day("10/03/2026")}
TEAM: dict[str, Value | str] = {
    "recipient": "collective",
    "name": "Tổ liên gia số 3",
    "since": day("01/02/2026"),
    "decision": "QĐ 15/QĐ-UBND ngày 01/02/2026",
    "deed": "Tự tuần tra, tự hòa giải.",
    "lessons": "Chia ca theo ngõ.",
}


def step(code: str, on: str, document: str = "QĐ 12/QĐ-UBND", note: str = "Đã thực hiện", **values: Value) -> StepFacts:
    """A step with whatever it may want."""
    return StepFacts(code, day(on), values, {}, document, note)


def a_scheme(place: PlaceVersion, by: Actor, *steps: StepFacts, **values: Value) -> Entry:
    """Write a scheme down, that stands since 10/03/2026 unless told otherwise."""
    return written(SCHEMES, place, CAMERAS | values, by, steps)


def a_site(of: Entry, place: PlaceVersion, by: Actor, **values: Value | str) -> Entry:
    """Write down a site of a scheme."""
    said: Mapping[str, Value | str] = VILLAGE | {"scheme": of.record_id} | values
    return written(SITES, place, said, by)


def an_exemplar(place: PlaceVersion, by: Actor, *steps: StepFacts, **values: Value) -> Entry:
    """Write down an exemplar."""
    return written(EXEMPLARS, place, TEAM | values, by, steps)
