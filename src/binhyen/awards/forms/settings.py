"""What comes in about a province's rules and about stock."""

from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.awards.rules.model import Council, Placed, Stock
from binhyen.awards.rules.printing import FIELD_NAMES
from binhyen.awards.rules.shelf import law
from binhyen.ui.components.sentences import sentence
from binhyen.ui.forms import DayField

_ANY_YEAR = 2025
_FORMS = [(code, form.name) for code, form in law().forms.items()]


class RuleForm(forms.Form):
    """What a province settled."""

    instrument = forms.CharField(
        label=gettext_lazy("Document that settles it"),
        help_text=gettext_lazy("Number, day, who issued it."),
        max_length=300,
    )
    valid_from = DayField(label=gettext_lazy("In force from"))
    threshold_percent = forms.IntegerField(label=gettext_lazy("Share of votes in percent"))
    threshold_base = forms.ChoiceField(
        label=gettext_lazy("Of whom"),
        choices=[("members", gettext_lazy("of all members")), ("present", gettext_lazy("of those present"))],
    )
    quorum = forms.RegexField(
        r"^\s*[1-9]\d{0,2}\s*/\s*[1-9]\d{0,2}\s*$", label=gettext_lazy("Quorum (part of the members: 2/3)")
    )
    days_before_event = forms.IntegerField(
        label=gettext_lazy("Days before the occasion by which dossiers are due"),
        min_value=0,
        max_value=365,
        required=False,
    )
    year_end_by = forms.RegexField(
        r"^\d{1,2}/\d{1,2}$", label=gettext_lazy("Last day for year-end dossiers (day/month)"), required=False
    )
    full_council = forms.MultipleChoiceField(
        label=gettext_lazy("Voted on by the full council"),
        choices=_FORMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    standing_council = forms.MultipleChoiceField(
        label=gettext_lazy("Voted on by the standing council"),
        choices=_FORMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    most_thematic = forms.IntegerField(
        label=gettext_lazy("Most awards of one thematic occasion"), min_value=1, required=False
    )
    round_years = forms.BooleanField(label=gettext_lazy("Anniversaries in round years alone"), required=False)
    extra_papers = forms.CharField(
        label=gettext_lazy("Further papers of a dossier, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean_year_end_by(self) -> tuple[int, int] | None:
        """Return month and day."""
        text: str = self.cleaned_data["year_end_by"]
        if not text:
            return None
        day, month = (int(part) for part in text.split("/"))
        try:
            date(_ANY_YEAR, month, day)
        except ValueError:
            raise forms.ValidationError(gettext_lazy("Write a day of the year as day/month.")) from None
        return month, day

    def council(self) -> Council:
        """Return the rules of a valid form."""
        given = self.cleaned_data
        return Council(
            threshold_percent=given["threshold_percent"],
            quorum=Fraction(given["quorum"].replace(" ", "")),
            threshold_base=given["threshold_base"],
            instrument=given["instrument"],
            days_before_event=given["days_before_event"],
            year_end_by=given["year_end_by"],
            full=frozenset(given["full_council"]),
            standing=frozenset(given["standing_council"]),
            most_thematic=given["most_thematic"],
            round_years=given["round_years"],
            extra_papers=tuple(line.strip() for line in given["extra_papers"].splitlines() if line.strip()),
        )


def initial_of(council: Council) -> dict[str, object]:
    """Return a council's rules as the form shows them."""
    month, day = council.year_end_by or (0, 0)
    return {
        "instrument": council.instrument,
        "threshold_percent": council.threshold_percent,
        "threshold_base": council.threshold_base,
        "quorum": f"{council.quorum.numerator}/{council.quorum.denominator}",
        "days_before_event": council.days_before_event,
        "year_end_by": f"{day:02d}/{month:02d}" if month else "",
        "full_council": sorted(council.full),
        "standing_council": sorted(council.standing),
        "most_thematic": council.most_thematic,
        "round_years": council.round_years,
        "extra_papers": "\n".join(council.extra_papers),
    }


class StockForm(forms.Form):
    """Where texts stand on a form's stock. A text without a size is not printed."""

    name = forms.CharField(label=gettext_lazy("Name of the stock"), max_length=120)
    width = forms.IntegerField(label=gettext_lazy("Width (mm)"), min_value=50, max_value=1200)
    height = forms.IntegerField(label=gettext_lazy("Height (mm)"), min_value=50, max_value=1200)
    shift_x = forms.FloatField(label=gettext_lazy("Printer prints too far left by (mm)"), initial=0)
    shift_y = forms.FloatField(label=gettext_lazy("Printer prints too high by (mm)"), initial=0)

    def __init__(self, data: Any, stock: Stock, shift: tuple[float, float]) -> None:  # noqa: ANN401 - as Django's forms
        start = {"name": stock.name, "width": stock.width, "height": stock.height}
        super().__init__(data, initial={**start, "shift_x": shift[0], "shift_y": shift[1]})
        known = {one.field: one for one in stock.fields}
        for field in FIELD_NAMES:
            self._add(field, known.get(field))

    def _add(self, field: str, one: Placed | None) -> None:
        name = sentence(FIELD_NAMES[field], {})
        for part, value in (("x", one and one.x), ("y", one and one.y), ("width", one and one.width)):
            self.fields[f"{field}-{part}"] = forms.FloatField(
                label=f"{name}: {part}", min_value=0, max_value=1200, required=False, initial=value
            )
        self.fields[f"{field}-size"] = forms.IntegerField(
            label=f"{name}: cỡ chữ", min_value=6, max_value=120, required=False, initial=one and one.size
        )
        align = [("left", "Trái"), ("center", "Giữa"), ("right", "Phải")]
        self.fields[f"{field}-align"] = forms.ChoiceField(
            label=f"{name}: căn", choices=align, required=False, initial=one.align if one else "center"
        )
        for look in ("bold", "italic", "caps"):
            self.fields[f"{field}-{look}"] = forms.BooleanField(
                label=f"{name}: {look}", required=False, initial=bool(one and getattr(one, look))
            )

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each text, under its name."""
        parts = ("x", "y", "width", "size", "align", "bold", "italic", "caps")
        return [(FIELD_NAMES[field], [self[f"{field}-{part}"] for part in parts]) for field in FIELD_NAMES]

    def stock(self) -> Stock:
        """Return the stock of a valid form."""
        given = self.cleaned_data
        placed = [self._placed(field) for field in FIELD_NAMES if given.get(f"{field}-size")]
        return Stock("", given["name"], given["width"], given["height"], tuple(placed))

    def _placed(self, field: str) -> Placed:
        given = self.cleaned_data
        return Placed(
            field,
            given[f"{field}-x"] or 0,
            given[f"{field}-y"] or 0,
            given[f"{field}-width"] or 0,
            given[f"{field}-size"],
            given[f"{field}-align"] or "center",
            bold=given[f"{field}-bold"],
            italic=given[f"{field}-italic"],
            caps=given[f"{field}-caps"],
        )

    def shift(self) -> tuple[float, float]:
        """Return by how much texts are moved."""
        return self.cleaned_data["shift_x"], self.cleaned_data["shift_y"]
