"""What comes in about a province's own forms: a new one, its frame, its lines, what is chosen from the catalogue."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from binhyen.indicators.components.forms import FILLED_BY, PERIOD_TYPES
from binhyen.indicators.queries.packs import catalogue, dims
from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.editing import (
    Asked,
    Step,
    add_section,
    arrange,
    change_line,
    move_line,
    move_section,
    remove_line,
    remove_section,
    rename_section,
    section_of,
)
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

MOST_LINES_AT_ONCE = 60
_RESERVED = ";|="
_VALUES = 40


class NewFormForm(forms.Form):
    """The name of a new form, and what it begins with."""

    name = forms.CharField(
        label=gettext_lazy("Name in the list"),
        max_length=200,
        help_text=gettext_lazy("Short, as it is called in the office. The title of the table is written later."),
    )
    copied_from = forms.ChoiceField(label=gettext_lazy("Begin with"), required=False)

    def __init__(self, data: Any, choices: Sequence[tuple[str, str]], **given: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(data, **given)
        field = self.fields["copied_from"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("a blank form")), *choices]


class FrameForm(forms.Form):
    """The frame of a form: title, who fills it in, how often, over which days, until when."""

    title = forms.CharField(
        label=gettext_lazy("Title, as on the official table"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    filled_by = forms.ChoiceField(label=gettext_lazy("Filled in by"))
    period_type = forms.ChoiceField(label=gettext_lazy("How often"))
    window = forms.ChoiceField(label=gettext_lazy("Days of the data"))
    due_days = forms.IntegerField(
        label=gettext_lazy("Working days to send it"),
        min_value=1,
        max_value=60,
        help_text=gettext_lazy("Counted after the last day of the data; at least 1 (Decree 09/2019, article 8.5)."),
    )
    covers_below = forms.BooleanField(
        label=gettext_lazy("The figures cover everything below the place that reports"), required=False
    )
    source = forms.CharField(label=gettext_lazy("Instrument that asks for it"), max_length=300, required=False)
    notes = forms.CharField(
        label=gettext_lazy("Notes under the table"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, form: FormContent) -> None:  # noqa: ANN401 - as Django's forms
        initial = {name: getattr(form, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self._choose("filled_by", [(one.value, gettext(word)) for one, word in FILLED_BY.items()])
        self._choose("period_type", [(one.value, gettext(word)) for one, word in PERIOD_TYPES.items()])
        self._choose("window", [(rule.code, rule.name) for rule in windows().values()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def change(self) -> Callable[[FormContent], FormContent]:
        """Return the change that a valid form asks for."""
        given = dict(self.cleaned_data)
        given["filled_by"], given["period_type"] = FilledBy(given["filled_by"]), PeriodType(given["period_type"])
        given["title"] = " ".join(given["title"].split())
        return lambda form: replace(form, **given)


class LineForm(forms.Form):
    """One line: its code, label, unit, whether it must be filled in, and the section where it stands."""

    key = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy("Stays with the figure from version to version, so that years can be compared."),
    )
    label = forms.CharField(
        label=gettext_lazy("Label, as on the official table"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    unit = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=40, required=False)
    required = forms.BooleanField(label=gettext_lazy("Must be filled in before sending"), required=False)

    def __init__(self, data: Any, line: Line) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data, initial={name: getattr(line, name) for name in self.base_fields})
        self.line = line

    def change(self) -> Callable[[FormContent], FormContent]:
        """Return the change that a valid form asks for."""
        given = dict(self.cleaned_data)
        given["label"] = " ".join(given["label"].split())
        return lambda form: change_line(form, self.line.key, lambda line: replace(line, **given))


def line_of(form: FormContent, key: str) -> Line:
    """Return a line by its code; refuse what is not there."""
    return next(line for line in section_of(form, key).lines if line.key == key)


# ------------------------------------------------------------------ what is chosen from the catalogue


def chosen(data: QueryDict) -> tuple[Asked, ...]:
    """Read what was ticked: indicators (`chi_tieu`), and values that split one (`chia:<indicator>:<dimension>`).

    Several dimensions make each combination a line. Refused with `indicators.nothing_chosen`, and with
    `indicators.too_many_lines` for more than sixty at once.
    """
    whole = [Asked(one, {}) for one in _indicators(data.getlist("chi_tieu"))]
    split = [asked for one in _indicators(data.getlist("tach")) for asked in _combined(one, data)]
    found = (*whole, *split)
    if not found:
        message = gettext_noop("Tick at least one indicator or value.")
        raise Refused(Finding("indicators.nothing_chosen", message))
    if len(found) > MOST_LINES_AT_ONCE:
        message = gettext_noop("%(amount)s lines at once are too many: at most %(most)s. Choose fewer values.")
        params = {"amount": len(found), "most": MOST_LINES_AT_ONCE}
        raise Refused(Finding("indicators.too_many_lines", message, params=params))
    return found


def _indicators(codes: Iterable[str]) -> list[Indicator]:
    found = (catalogue().find(code) for code in dict.fromkeys(codes))
    return [one for one in found if one is not None]


def _combined(indicator: Indicator, data: QueryDict) -> list[Asked]:
    ticked = {code: _values(indicator.code, code, data) for code in indicator.dims}
    used = {code: values for code, values in ticked.items() if values}
    if not used:
        return []
    return [Asked(indicator, dict(zip(used, values, strict=True))) for values in product(*used.values())]


def _values(indicator: str, code: str, data: QueryDict) -> list[str]:
    given = data.getlist(f"chia:{indicator}:{code}")
    dim = dims().get(code)
    if dim is not None and dim.open:
        given = [word for text in given for word in text.splitlines()]
    cleaned = ("".join(" " if sign in _RESERVED else sign for sign in word) for word in given)
    return [word for word in dict.fromkeys(" ".join(one.split())[:_VALUES] for one in cleaned) if word]


def order_of(text: str) -> dict[str, list[str]]:
    """Read an order of lines: "A:A2,A1;B:B1". What is none becomes an empty order, which fits no form."""
    pairs = (part.partition(":") for part in text.split(";") if part)
    return {section: [key for key in keys.split(",") if key] for section, _, keys in pairs}


# ------------------------------------------------------------------ steps: one button each


def line_step(data: QueryDict) -> Callable[[FormContent], FormContent]:
    """Return what a button of a line asks for: `up`, `down` or `remove` with its code, or a whole `order`."""
    if "order" in data:
        return lambda form: arrange(form, order_of(str(data["order"])))
    if "remove" in data:
        return lambda form: remove_line(form, str(data["remove"]))
    step = _step_of(data)
    return lambda form: move_line(form, str(data[step]), step)


def section_step(data: QueryDict) -> Callable[[FormContent], FormContent]:
    """Return what a button of a section asks for: `add`, `rename` (with its `title`), `up`, `down` or `remove`."""
    title = " ".join(data.get("title", "").split())[:300]
    if "add" in data:
        return lambda form: add_section(form, title)
    if "rename" in data:
        return lambda form: rename_section(form, str(data["rename"]), title)
    if "remove" in data:
        return lambda form: remove_section(form, str(data["remove"]))
    step = _step_of(data)
    return lambda form: move_section(form, str(data[step]), step)


def _step_of(data: QueryDict) -> Step:
    for step in Step:
        if step in data:
            return step
    raise Refused(Finding("indicators.no_step", gettext_noop("Nothing was asked for. Use the buttons of the form.")))
