"""Programmes and what belongs to them, written through the actions."""

from datetime import datetime

from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.programmes.registers import ACTIVITIES, COMMITMENTS, PLANS, PROGRAMMES, SUMMARIES
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import Value
from tests.registers.factories import NOW, day, written

SAID: dict[str, Value | str] = {
    "number": "01/CTr-CA-MTTQ",
    "subject": "Phối hợp xây dựng phong trào giai đoạn 2026–2030",
    "kind": "programme",
    "level": "province",
    "carried": "signed",
    "signed_on": day("15/01/2026"),
    "since": day("01/02/2026"),
    "until": day("31/12/2030"),
    "parties": ("police", "fatherland_front"),
}


def a_programme(place: PlaceVersion, by: Actor, at: datetime = NOW, **said: Value) -> Entry:
    """A programme of the police and the Front."""
    return written(PROGRAMMES, place, SAID | said, by, at=at)


def a_commitment(programme: Entry, place: PlaceVersion, by: Actor, **said: Value) -> Entry:
    """Two hundred education sessions over the whole term."""
    usual: dict[str, Value] = {
        "programme": programme.record_id,
        "content": "Tổ chức ít nhất 200 buổi tuyên truyền",
        "party": "fatherland_front",
        "indicator": "joint_activities",
        "target": "200",
        "per": "term",
        "since": day("01/02/2026"),
    }
    return written(COMMITMENTS, place, usual | said, by)


def a_plan(programme: Entry, place: PlaceVersion, by: Actor, **said: Value) -> Entry:
    """The plan of 2026."""
    usual: dict[str, Value] = {
        "programme": programme.record_id,
        "year": 2026,
        "number": "05/KH-CA-MTTQ",
        "signed_on": day("10/03/2026"),
        "tasks": "Tuyên truyền tại khu dân cư\nRa mắt mô hình tự quản",
    }
    return written(PLANS, place, usual | said, by)


def an_activity(programme: Entry, place: PlaceVersion, by: Actor, **said: Value) -> Entry:
    """A session of both parties."""
    usual: dict[str, Value] = {
        "programme": programme.record_id,
        "on": day("19/08/2026"),
        "name": "Tuyên truyền phòng, chống lừa đảo qua mạng",
        "lead": "fatherland_front",
        "partners": ("police",),
    }
    return written(ACTIVITIES, place, usual | said, by)


def a_summary(programme: Entry | None, place: PlaceVersion, by: Actor, at: datetime = NOW, **said: Value) -> Entry:
    """The summary of the programme's first months."""
    usual: dict[str, Value] = {
        "about": "programme",
        "programme": programme.record_id if programme else None,
        "kind": "mid_term",
        "since": day("01/02/2026"),
        "until": day("15/10/2026"),
    }
    return written(SUMMARIES, place, usual | said, by, at=at)
