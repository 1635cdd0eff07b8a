"""What a board is narrowed to, and a line that answers a task from above."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.plans.models import YearPlan
from binhyen.plans.queries.tasks import Answered, BoardWanted
from binhyen.plans.rules.tasks import TaskDraft
from binhyen.ui.forms import DayField

Choices = Sequence[tuple[str, str]]


class BoardForm(forms.Form):
    """Words, place, plan, lead. What is no choice narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Search (diacritics not needed)"), required=False, max_length=100)

    def __init__(self, data: Mapping[str, Any], places: Choices, plans: Choices, leads: Choices) -> None:
        super().__init__(data)
        offered = {
            "noi": (gettext("All places"), places),
            "ke_hoach": (gettext("All plans"), plans),
            "chu_tri": (gettext("All leading agencies"), leads),
        }
        for name, (every, choices) in offered.items():
            self.fields[name] = forms.ChoiceField(label=every, choices=[("", every), *choices], required=False)

    def wanted(self) -> BoardWanted:
        """Return what the board is narrowed to."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return BoardWanted(said["noi"], int(said["ke_hoach"] or 0), said["chu_tri"], said["q"])


class LineForm(forms.Form):
    """A line of an own plan that answers a task from above; it begins with what was asked."""

    content = forms.CharField(
        label=gettext_lazy("Content of the task"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    lead = forms.CharField(label=gettext_lazy("Leading agency or post"), max_length=200)
    partners = forms.CharField(label=gettext_lazy("Partner agencies"), max_length=300, required=False)
    due_on = DayField(label=gettext_lazy("Due on"))
    expected = forms.CharField(
        label=gettext_lazy("Expected result"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping[str, Any] | None, asked: Answered, plan: YearPlan, today: date) -> None:
        task = asked.task
        initial = {
            "content": task.content,
            "lead": task.lead,
            "partners": task.partners,
            "due_on": min(max(asked.due, today), plan.until),
            "expected": task.expected,
        }
        super().__init__(data, initial=initial)
        self._asked, self._plan = task, plan

    def draft(self) -> TaskDraft:
        """Return the line. Its target is the one that was asked."""
        said = self.cleaned_data
        return TaskDraft(
            content=said["content"],
            place_id=self._plan.place_id,
            lead=said["lead"],
            due=said["due_on"],
            partners=said["partners"],
            expected=said["expected"],
            indicator=self._asked.indicator,
            target=self._asked.target,
            answers=self._asked.record_id,
        )
