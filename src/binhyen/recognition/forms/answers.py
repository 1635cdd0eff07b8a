"""One answer as a form: a field for each fact by its type, the three answers, the explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy

from binhyen.recognition.models import Answer
from binhyen.recognition.rules.assessing import FROM_UNIT, LIVE, Said
from binhyen.recognition.rules.facts import MAXIMUM, fact_specs, to_plain
from binhyen.recognition.rules.model import Criterion, FactSpec, FactType, Logic, Pack, Verdict
from binhyen.ui.forms import DayField, DayInput

_YES_NO = [("", "–"), ("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))]
_VERDICTS = [("", "")] + [(one.value, one.value) for one in (Verdict.MET, Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE)]
_BOXES = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
_SELECT = forms.Select(attrs={"class": "form-select"})
PREFIX = "fact-"
_SALT = "recognition.submit"
_NOT_TYPED = LIVE | FROM_UNIT
FROM_REGISTRATION = "registration_date"


def typed_specs(pack: Pack, kind: str, criterion: Criterion, stored: Mapping[str, object]) -> list[FactSpec]:
    """Return the facts that are typed at a criterion: not what is counted, on record, or given by registration."""
    return [
        spec
        for spec in fact_specs(pack, kind)
        if criterion.id in spec.criteria
        and spec.type not in (FactType.JUDGEMENT, FactType.UNITS)
        and spec.name not in _NOT_TYPED
        and (spec.name != FROM_REGISTRATION or spec.name in stored)
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at a criterion."""

    criterion: Criterion
    specs: Sequence[FactSpec]

    @property
    def judges(self) -> bool:
        """Tell whether the unit gives one of the three answers."""
        return self.criterion.logic is not Logic.PENDING_TEXT

    @property
    def concludes(self) -> bool:
        """Tell whether only one conclusion and its number are kept."""
        return self.criterion.logic is Logic.NONE_OF


class AnswerForm(forms.Form):
    """What is said of one criterion."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    judgement = forms.ChoiceField(choices=_VERDICTS, required=False)
    reference = forms.CharField(
        label=gettext_lazy("Number of the competent body's conclusion"), required=False, max_length=80
    )
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, asked: Asked, answer: Answer | None, *, locked: bool = False
    ) -> None:
        super().__init__(data, initial=_initial(answer))
        self.asked = asked
        for spec in asked.specs:
            self.fields[PREFIX + spec.name] = field_of(spec)
        self._leave_out()
        for one in self.fields.values():
            one.disabled = locked

    def _leave_out(self) -> None:
        left = ["explanation"] if self.asked.concludes else ["reference"]
        for name in left if self.asked.judges else [*left, "judgement"]:
            del self.fields[name]

    def facts(self) -> list[forms.BoundField]:
        """Return the fields of the facts."""
        return [self[PREFIX + spec.name] for spec in self.asked.specs]

    def current(self) -> str:
        """Return the answer that is chosen."""
        return str(self["judgement"].value() or "") if "judgement" in self.fields else ""

    def said(self) -> Said:
        """Return what is said; a fact left empty is not given."""
        held = self.cleaned_data
        values = {spec.name: plain_of(spec, held.get(PREFIX + spec.name)) for spec in self.asked.specs}
        return Said(
            {name: value for name, value in values.items() if value not in (None, "", [])},
            held.get("judgement", ""),
            held.get("reference", "").strip(),
            held.get("explanation", "").strip(),
        )


def field_of(spec: FactSpec) -> forms.Field:
    """Return the field of a fact."""
    words = [(choice, spec.word(choice)) for choice in spec.choices]
    match spec.type:
        case FactType.DATE:
            return DayField(label=spec.label, required=False, widget=DayInput(**{"class": "form-control"}))
        case FactType.INTEGER:
            widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control n"})
            return forms.IntegerField(
                label=spec.label, required=False, min_value=spec.minimum, max_value=MAXIMUM, widget=widget
            )
        case FactType.BOOLEAN:
            return forms.ChoiceField(label=spec.label, required=False, choices=_YES_NO, widget=_SELECT)
        case FactType.CHOICES:
            return forms.MultipleChoiceField(label=spec.label, required=False, choices=words, widget=_BOXES)
        case _:
            return forms.ChoiceField(label=spec.label, required=False, choices=[("", "–"), *words], widget=_SELECT)


def plain_of(spec: FactSpec, value: Any) -> object:  # noqa: ANN401 - a cleaned value of any type
    """Return a cleaned value as the answer stores it."""
    if spec.type is FactType.BOOLEAN:
        return {"true": True, "false": False}.get(str(value).lower())
    if isinstance(value, date):
        return to_plain(value)
    return sorted(value) if spec.type is FactType.CHOICES and value else value


def _initial(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"version": 0}
    facts = {PREFIX + name: _shown(value) for name, value in answer.facts.items()}
    said = {"judgement": answer.judgement, "reference": answer.reference, "explanation": answer.explanation}
    return {**facts, **said, "version": answer.version}


def _shown(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def opened_word(now: date) -> str:
    """Return a signed word for the moment at which a page was opened: a submission begun in time has some minutes."""
    return signing.dumps(now.isoformat(), salt=_SALT)


def opened_moment(word: str) -> str:
    """Return the moment that a signed word holds; nothing for a word that is not ours."""
    try:
        found = signing.loads(word, salt=_SALT)
    except signing.BadSignature:
        return ""
    return found if isinstance(found, str) else ""
