"""Writes of units, their representatives, committees, meetings and votes."""

from binhyen.units.actions.committees import CommitteeDraft, form_committee, reform_committee
from binhyen.units.actions.importing import ImportPlan, import_units, plan_import
from binhyen.units.actions.meetings import (
    PaperVote,
    call_meeting,
    close_meeting,
    mark_present,
    open_meeting,
    record_paper_minutes,
)
from binhyen.units.actions.places import Enrolled, enrol_places
from binhyen.units.actions.registry import (
    change_unit,
    close_unit,
    define_kind,
    delegate_unit,
    end_representation,
    register_unit,
    register_units,
    represent,
)
from binhyen.units.actions.settling import settle_mixed_schools
from binhyen.units.actions.votes import MotionDraft, Subject, cast_ballot, close_motion, put_motion, stand_aside
from binhyen.units.rules.committees import MemberSeat

__all__ = [
    "CommitteeDraft",
    "Enrolled",
    "ImportPlan",
    "MemberSeat",
    "MotionDraft",
    "PaperVote",
    "Subject",
    "call_meeting",
    "cast_ballot",
    "change_unit",
    "close_meeting",
    "close_motion",
    "close_unit",
    "define_kind",
    "delegate_unit",
    "end_representation",
    "enrol_places",
    "form_committee",
    "import_units",
    "mark_present",
    "open_meeting",
    "plan_import",
    "put_motion",
    "record_paper_minutes",
    "reform_committee",
    "register_unit",
    "register_units",
    "represent",
    "settle_mixed_schools",
    "stand_aside",
]
