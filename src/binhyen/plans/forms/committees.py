"""A committee composed anew: the decision, and a line for each seat."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.plans.actions.committees import ByDecision
from binhyen.plans.queries.committees import Seat
from binhyen.plans.rules.committees import SEAT_ROLES, SeatDraft, SeatRole
from binhyen.ui.forms import DayField

_BLANK = 4


class DecisionForm(forms.Form):
    """The decision, and the day from which it holds."""

    on = DayField(label=gettext_lazy("Day of the decision"))
    document = forms.CharField(label=gettext_lazy("Decision (number, day, title)"), max_length=300)

    def decision(self) -> ByDecision:
        """Return the decision."""
        return ByDecision(self.cleaned_data["document"].strip(), self.cleaned_data["on"])


class SeatForm(forms.Form):
    """One seat. A line without post and agency is no seat."""

    role = forms.ChoiceField(label=gettext_lazy("Role on the committee"), choices=list(SEAT_ROLES.items()))
    position = forms.CharField(label=gettext_lazy("Post held"), max_length=200, required=False)
    agency = forms.CharField(label=gettext_lazy("Agency"), max_length=200, required=False)
    holder = forms.CharField(label=gettext_lazy("Holder of the post"), max_length=100, required=False)
    area = forms.CharField(label=gettext_lazy("Area looked after"), max_length=300, required=False)
    duties = forms.CharField(label=gettext_lazy("Field looked after"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        for name, one in self.fields.items():
            one.widget.attrs |= {"class": "form-select" if name == "role" else "form-control"}

    def draft(self) -> SeatDraft | None:
        """Return the seat; None for an empty line."""
        said = self.cleaned_data
        if not said.get("position") and not said.get("agency"):
            return None
        texts = {name: said.get(name, "") for name in ("position", "agency", "holder", "area", "duties")}
        return SeatDraft(SeatRole(said["role"]), **texts)


_Lines = forms.formset_factory(SeatForm, extra=_BLANK, max_num=80, absolute_max=100)


def seat_lines(data: Mapping[str, Any] | None, standing: Iterable[Seat]) -> Any:  # noqa: ANN401 - Django makes the class
    """Return the lines of the form: those who sit now, and empty ones."""
    initial = [
        {name: getattr(seat.row, name) for name in ("role", "position", "agency", "holder", "area", "duties")}
        for seat in standing
    ]
    lines = _Lines(data, initial=initial, prefix="ghe")
    for line in lines.forms[len(initial) :]:
        line.initial.setdefault("role", SeatRole.MEMBER.value)
    return lines


def drafts_of(lines: Any) -> Sequence[SeatDraft]:  # noqa: ANN401 - Django makes the class
    """Return the seats of valid lines."""
    return [draft for line in lines.forms if (draft := line.draft()) is not None]
