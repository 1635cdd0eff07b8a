"""What comes in about the parts of an event: one part, lines of an invitation, conclusions in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from binhyen.campaigns.actions.conclusions import Concluded
from binhyen.campaigns.actions.conferences import Invitation
from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.conferences import Row
from binhyen.registers.forms.fields import Options, form_field, value_from
from binhyen.registers.queries.declared import Register
from binhyen.registers.queries.places import PlaceChoice
from binhyen.registers.rules.facts import Value
from binhyen.registers.rules.fields import FieldKind
from binhyen.ui.forms import DayField

_GIVEN = {"event", "position", "task"}
"""Fields of parts that nobody types on the event's page."""
_MOST_LINES = 400
_FIELDS_A_LINE = 3
BLANK_ROWS = 4


class PartForm(forms.Form):
    """One part of an event. The day is asked for only where there is more than one, the place where points have one."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        register: Register,
        event: Event,
        options: Options,
        places: Sequence[PlaceChoice] = (),
    ) -> None:
        super().__init__(data, initial={"on": event.since, "place": event.place_id})
        given = _GIVEN if event.until and event.until != event.since else _GIVEN | {"on"}
        known = set(options)
        self.asked = [
            one
            for one in register.fields
            if one.name not in given and (one.kind is not FieldKind.RECORD or one.of in known)
        ]
        if len(places) > 1:
            choices = [(str(one.place_id), one.label) for one in places]
            self.fields["place"] = forms.ChoiceField(label=gettext("Place"), choices=choices)
        for one in self.asked:
            self.fields[one.name] = form_field(one, options)
            if one.required:
                self.fields[one.name].label = f"{self.fields[one.name].label} *"

    def row(self) -> dict[str, Value]:
        """Return what the part says."""
        return {one.name: value_from(one, self.cleaned_data.get(one.name)) for one in self.asked}

    def place(self) -> int:
        """Return the place that was chosen; 0 where none is asked for."""
        return int(self.cleaned_data.get("place") or 0)


class InviteForm(forms.Form):
    """Who is invited: an agency a line, with its position and how many seats."""

    lines = forms.CharField(
        label=gettext_lazy("Who is invited, one a line: agency; position; seats"),
        help_text=gettext_lazy("Such as “Sở Tư pháp; Phó Giám đốc; 2”. Without a number it is one seat."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=40_000,
    )

    def __init__(self, data: Mapping[str, Any] | None, points: Sequence[Row]) -> None:
        super().__init__(data)
        self._places = {row.record_id: row.place_id for row in points}
        if points:
            choices = [("", gettext("In the main hall")), *((str(row.record_id), row.name) for row in points)]
            self.fields["point"] = forms.ChoiceField(label=gettext("Where they sit"), choices=choices, required=False)

    def clean_lines(self) -> list[tuple[str, str, int]]:
        """Read each line; one that cannot be read is named with its number."""
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > _MOST_LINES:
            raise ValidationError(gettext("At most %(most)s lines at once.") % {"most": _MOST_LINES})
        return [_invited(line, number) for number, line in enumerate(lines, start=1)]

    def invitations(self) -> list[Invitation]:
        """Return the lines of a valid form."""
        point = int(self.cleaned_data.get("point") or 0) or None
        return [Invitation(agency, role, seats, point) for agency, role, seats in self.cleaned_data["lines"]]

    def place(self) -> int:
        """Return the place of the point that was chosen; 0 for the main hall."""
        place: int = self._places.get(int(self.cleaned_data.get("point") or 0), 0)
        return place


def _invited(line: str, number: int) -> tuple[str, str, int]:
    words = [word.strip() for word in line.split(";")]
    seats = words[-1] if len(words) > 1 and words[-1].isdecimal() else ""
    named = words[:-1] if seats else words
    if not named[0] or len(named) >= _FIELDS_A_LINE:
        said = {"number": number, "line": line.strip()}
        raise ValidationError(
            gettext("Line %(number)s (“%(line)s”) cannot be read. Write agency; position; seats.") % said
        )
    return named[0], named[1] if len(named) > 1 else "", int(seats or 1)


@dataclass(frozen=True, slots=True)
class Offered:
    """What conclusions may be given: places, and plans that tasks may belong to."""

    places: Sequence[PlaceChoice]
    plans: Sequence[tuple[int, str]]


class ConclusionForm(forms.Form):
    """One row: what was concluded, who leads, where, until when, and whether a task is made of it now."""

    record = forms.IntegerField(required=False, widget=forms.HiddenInput)
    proposal = forms.IntegerField(required=False, widget=forms.HiddenInput)
    content = forms.CharField(
        label=gettext_lazy("What was concluded"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead = forms.CharField(label=gettext_lazy("Who leads"), required=False, max_length=200)
    due = DayField(label=gettext_lazy("Due on"), required=False)
    task = forms.BooleanField(label=gettext_lazy("Make a task of it"), required=False)

    def __init__(self, *args: Any, offered: Offered, **options: Any) -> None:  # noqa: ANN401 - what a form takes
        super().__init__(*args, **options)
        choices = [(str(one.place_id), one.label) for one in offered.places]
        self.fields["place"] = forms.ChoiceField(label=gettext("Where"), choices=choices, required=False)

    def concluded(self) -> Concluded | None:
        """Return the row; None where nothing was written."""
        given = self.cleaned_data
        if not given.get("content", "").strip():
            return None
        return Concluded(
            "\n".join(given["content"].strip().splitlines()),
            given["lead"].strip(),
            given["due"],
            int(given["place"] or 0),
            given.get("record"),
            as_task=given["task"],
            proposal_id=given.get("proposal"),
        )


def conclusion_rows(
    data: Mapping[str, Any] | None,
    waiting: Sequence[Row],
    offered: Offered,
    place_id: int,
    answering: Row | None = None,
) -> list[ConclusionForm]:
    """Return a form for each conclusion that is no task yet, and some blank ones; one begins with a proposal."""
    started: list[dict[str, object]] = [
        {"record": row.record_id, "content": row.content, "lead": row.lead, "due": row.due, "task": True}
        for row in waiting
    ]
    blank: dict[str, object] = {"task": True}
    if answering is not None:
        started.append({"content": answering.text, "proposal": answering.record_id, "task": True})
    initial = [*started, *[blank] * BLANK_ROWS]
    return [
        ConclusionForm(data, prefix=f"r{number}", initial={"place": place_id, **one}, offered=offered)
        for number, one in enumerate(initial)
    ]


class PlanForm(forms.Form):
    """The plan that tasks of conclusions belong to, if there is one."""

    plan = forms.ChoiceField(label=gettext_lazy("Plan that the tasks belong to"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, plans: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = [("", gettext("No plan")), *((str(pk), title) for pk, title in plans)]

    def plan_id(self) -> int | None:
        """Return the plan that was chosen."""
        return int(self.cleaned_data.get("plan") or 0) or None


class NumberingForm(forms.Form):
    """The day of a letter, and the e-office's number where there is one."""

    on = DayField(label=gettext_lazy("Date of the letter"))
    symbol = forms.CharField(
        label=gettext_lazy("Number and sign of the e-office"),
        help_text=gettext_lazy("Leave empty to take the next number of our own register."),
        max_length=80,
        required=False,
    )
    late_reason = forms.CharField(
        label=gettext_lazy("Why the number is taken late"),
        help_text=gettext_lazy("Needed where the date lies before that of the last number."),
        max_length=500,
        required=False,
    )

    @classmethod
    def begun(cls, today: date) -> "NumberingForm":
        """Return the form with today's date."""
        return cls(initial={"on": today})
