"""What comes in about packs: a criterion's wording, a province's own criterion, facts of a separate result."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.recognition.actions.packs import Wording
from binhyen.recognition.rules.model import Criterion, FactSpec, FactType, Judged, Logic, Mark, Pack
from binhyen.ui.forms import DayField
from binhyen.units.rules.kinds import KIND_NAMES, UnitKind

_LONG = 4000
_ARTICLE = 120
_ID = 40


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class WordingForm(forms.Form):
    """The wording of a criterion that nobody had seen, as the text has it."""

    criterion = forms.ChoiceField(label=gettext_lazy("Criterion"))
    wording = forms.CharField(
        label=gettext_lazy("Wording, as the text has it"), widget=forms.Textarea, max_length=_LONG
    )
    article = forms.CharField(label=gettext_lazy("Article"), max_length=_ARTICLE)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        required=False,
    )
    valid_from = DayField(label=gettext_lazy("Counts from"))

    def __init__(self, data: Any, pack: Pack) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data, prefix="w")
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            waiting = [one for one in pack.criteria if one.logic is Logic.PENDING_TEXT]
            field.choices = [(one.id, f"{one.id}. {one.gist}") for one in waiting]

    def entered(self) -> Wording:
        """Return the wording of a valid form."""
        given = self.cleaned_data
        return Wording(
            given["criterion"], given["wording"], given["article"], _lines(given["evidence"]), given["valid_from"]
        )


class CriterionForm(forms.Form):
    """A province's own criterion, judged by an appraiser."""

    id = forms.CharField(label=gettext_lazy("Short id"), max_length=_ID)
    gist = forms.CharField(label=gettext_lazy("What it asks, in one sentence"), max_length=300)
    wording = forms.CharField(
        label=gettext_lazy("Wording, as the text has it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=_LONG
    )
    instrument = forms.CharField(label=gettext_lazy("The province's instrument"), max_length=200)
    article = forms.CharField(label=gettext_lazy("Article"), max_length=_ARTICLE)
    kinds = forms.MultipleChoiceField(label=gettext_lazy("Kinds of units"), widget=forms.CheckboxSelectMultiple)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        required=False,
    )
    valid_from = DayField(label=gettext_lazy("Counts from"))

    def __init__(self, data: Any, pack: Pack) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data, prefix="c")
        field = self.fields["kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(rule.kind, KIND_NAMES[UnitKind(rule.kind)]) for rule in pack.kinds]

    def entered(self) -> Criterion:
        """Return the criterion of a valid form."""
        given = self.cleaned_data
        return Criterion(
            id=given["id"].strip(),
            gist=given["gist"].strip(),
            test=Judged(Logic.ASSESSED),
            article=given["article"].strip(),
            mark=Mark.CONFIRMED,
            kinds=tuple(given["kinds"]),
            evidence=_lines(given["evidence"]),
            wording=given["wording"].strip(),
            instrument=given["instrument"].strip(),
            valid_from=given["valid_from"],
        )


class ResultForm(forms.Form):
    """The facts that a separate result asks for, by the pack's own types."""

    def __init__(self, data: Any, specs: Sequence[FactSpec]) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data)
        for spec in specs:
            self.fields[spec.name] = _field(spec)

    def facts(self) -> dict[str, object]:
        """Return what was given, in plain values."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        return {name: value == "true" if value in ("true", "false") else value for name, value in given.items()}


def _field(spec: FactSpec) -> forms.Field:
    if spec.type is FactType.DATE:
        return DayField(label=spec.label, required=False)
    if spec.type is FactType.INTEGER:
        return forms.IntegerField(label=spec.label, required=False, min_value=spec.minimum)
    if spec.type is FactType.CHOICES:
        return forms.MultipleChoiceField(
            label=spec.label, required=False, choices=_choices(spec), widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=spec.label, required=False, choices=[("", "–"), *_choices(spec)])


def _choices(spec: FactSpec) -> list[tuple[str, Any]]:
    if spec.type is FactType.BOOLEAN:
        return [("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))]
    if spec.type is FactType.JUDGEMENT:
        return [("met", gettext_lazy("Met")), ("not_met", gettext_lazy("Not met"))]
    return [(one, spec.word(one)) for one in spec.choices]
