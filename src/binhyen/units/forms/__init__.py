"""What comes in about units, committees and their votes."""

from binhyen.units.forms.registry import (
    AddForm,
    ChangeForm,
    CloseForm,
    ColumnsForm,
    CommitteeForm,
    EndForm,
    FilterForm,
    KindForm,
    MeetingForm,
    MixedForm,
    SeatsForm,
    VoiceForm,
    WorkbookForm,
    choice_of,
    marks_of,
    seats_of,
)

__all__ = [
    "AddForm",
    "ChangeForm",
    "CloseForm",
    "ColumnsForm",
    "CommitteeForm",
    "EndForm",
    "FilterForm",
    "KindForm",
    "MeetingForm",
    "MixedForm",
    "SeatsForm",
    "VoiceForm",
    "WorkbookForm",
    "choice_of",
    "marks_of",
    "seats_of",
]
