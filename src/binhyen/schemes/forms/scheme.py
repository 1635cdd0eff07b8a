"""A yearly review by its score sheet, the end of a scheme, and a score sheet itself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.indicators.queries import dims
from binhyen.registers.rules.facts import StepFacts
from binhyen.schemes.actions.scoring import Review
from binhyen.schemes.rules import kinds
from binhyen.schemes.rules.score_sheet import Criterion, Sheet
from binhyen.ui.forms import DayField

_DOCUMENT = gettext_lazy("Document (number, day, title)")
_SEPARATOR = "|"
Choices = list[tuple[str, Any]]


class ReviewForm(forms.Form):
    """Points by criterion, the level, and the minutes that it rests on."""

    use_required_attribute = False

    year = forms.IntegerField(label=gettext_lazy("Year that is reviewed"), min_value=1990, max_value=2100)
    on = DayField(label=gettext_lazy("Day of the review"))
    document = forms.CharField(label=_DOCUMENT, max_length=300)
    note = forms.CharField(
        label=gettext_lazy("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Mapping[str, Any] | None, sheet: Sheet, **initial: object) -> None:
        super().__init__(data, initial=initial)
        self.sheet = sheet
        for one in sheet.criteria:
            widget = forms.NumberInput(attrs={"min": 0, "max": one.most, "inputmode": "numeric"})
            self.fields[one.code] = forms.IntegerField(label=one.text, required=False, widget=widget)
        status = dims()["status"].values
        levels: Choices = [("", "—"), *((code, status[code]) for code in kinds.RATINGS)]
        self.fields["level"] = forms.ChoiceField(label=gettext("Level of the rating"), choices=levels)

    @property
    def criteria(self) -> list[tuple[forms.BoundField, Criterion]]:
        """The criteria with their fields."""
        return [(self[one.code], one) for one in self.sheet.criteria]

    def review(self) -> Review:
        """Return the review."""
        said = self.cleaned_data
        points = {one.code: said.get(one.code) for one in self.sheet.criteria}
        return Review(said["year"], said["on"], said["level"], points, said["document"], said["note"])


class DissolveForm(forms.Form):
    """The day, the reason and the decision with which a scheme and its sites end."""

    use_required_attribute = False

    on = DayField(label=gettext_lazy("Day"))
    document = forms.CharField(label=gettext_lazy("Decision (number, day)"), max_length=300)
    note = forms.CharField(
        label=gettext_lazy("What becomes of its members and equipment"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Mapping[str, Any] | None, **initial: object) -> None:
        super().__init__(data, initial=initial)
        reasons: Choices = [("", "—"), *((code, gettext(name)) for code, name in kinds.REASONS.items())]
        self.fields["reason"] = forms.ChoiceField(label=gettext("Reason"), choices=reasons)
        self.order_fields(["on", "reason", "document", "note"])

    def step(self) -> StepFacts:
        """Return the last step."""
        said = self.cleaned_data
        return StepFacts("dissolved", said["on"], {"reason": said["reason"]}, {}, said["document"], said["note"])


class SheetForm(forms.Form):
    """A score sheet: criteria, one a line with its points, and from how many points a level begins."""

    since = DayField(label=gettext_lazy("In force from"))
    criteria = forms.CharField(
        label=gettext_lazy("Criteria, one a line: text | points"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("For example: Có quy chế hoạt động | 20"),
    )
    effective = forms.IntegerField(label=gettext_lazy("“Works well” from (points)"), required=False, min_value=0)
    average = forms.IntegerField(label=gettext_lazy("“Works” from (points)"), required=False, min_value=0)
    basis = forms.CharField(label=gettext_lazy("Document it rests on"), max_length=300)

    def clean_criteria(self) -> tuple[Criterion, ...]:
        """Read the criteria; a line without points is said in words."""
        lines = [line.strip() for line in str(self.cleaned_data["criteria"]).splitlines() if line.strip()]
        found = []
        for number, line in enumerate(lines, start=1):
            text, _, points = line.rpartition(_SEPARATOR)
            if not text.strip() or not points.strip().isdecimal():
                message = gettext("Line %(number)s has no points. Write: text | points.") % {"number": number}
                raise forms.ValidationError(message)
            found.append(Criterion(f"c{number}", text.strip()[:300], int(points.strip()[:6])))
        return tuple(found)

    def sheet(self) -> Sheet:
        """Return the sheet."""
        said = self.cleaned_data
        return Sheet(said["since"], said["criteria"], said["effective"], said["average"], said["basis"])


def as_lines(sheet: Sheet) -> str:
    """Return criteria as they are typed."""
    return "\n".join(f"{one.text} {_SEPARATOR} {one.most}" for one in sheet.criteria)
