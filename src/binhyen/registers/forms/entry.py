"""The forms of an entry: what it says, a step of its life, taking it back, files."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import EMPTY
from binhyen.kernel.vietnamese import number
from binhyen.registers.forms.fields import Options, form_field, value_from
from binhyen.registers.queries.declared import Draft, Register
from binhyen.registers.queries.places import PlaceChoice
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind, sections_of
from binhyen.registers.rules.steps import StepKind
from binhyen.ui.forms import DayField, FilesField


def as_typed(one: Field, facts: Facts) -> object:
    """Return a value as its control shows it."""
    if one.kind is FieldKind.AMOUNT:
        return write_amount(facts.amount(one.name))
    value = facts.values.get(one.name)
    if one.kind is FieldKind.MONEY and isinstance(value, int):
        return number(value)
    return list(value) if isinstance(value, tuple) else value


def gathered(fields: Sequence[Field], cleaned: Mapping[str, Any], place_id: int = 0) -> Facts:
    """Return cleaned data as facts."""
    amounts = {one.name: cleaned.get(one.name) or EMPTY for one in fields if one.kind is FieldKind.AMOUNT}
    rest = [one for one in fields if one.kind is not FieldKind.AMOUNT]
    return Facts(place_id, {one.name: value_from(one, cleaned.get(one.name)) for one in rest}, amounts)


class EntryForm(forms.Form):
    """What an entry says. `chosen` is the choice that was made before: it decides which fields are asked."""

    use_required_attribute = False
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        register: Register,
        places: Sequence[PlaceChoice],
        options: Options,
        said: Facts | None = None,
        base: int | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(register, said, base))
        self.register = register
        chosen = (data or {}).get(register.chosen_by) or (said.text(register.chosen_by) if said else "")
        known = {register.chosen_by: chosen} if register.chosen_by else {}
        self.asked = [one for one in register.fields if _wanted(one, known)]
        choices = [(str(one.place_id), one.label) for one in places]
        if said and str(said.place_id) not in dict(choices) and said.place_id:
            choices.append((str(said.place_id), gettext("the place as it was")))
        self.fields["place"] = forms.ChoiceField(label=gettext("Place"), choices=choices)
        for one in self.asked:
            self.fields[one.name] = form_field(one, options)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """The fields by section with its name, and whether it is open.

        Open is where something stands, is wrong or is asked for, and what the register counts, unless it counts in
        several sections.
        """
        found = []
        listed = sections_of(self.asked)
        counting = [name for name, fields in listed if any(one.indicator for one in fields)]
        for name, fields in listed:
            bound = [self[one.name] for one in fields]
            filled = any(one.required for one in fields) or any(one.errors or one.value() for one in bound)
            found.append((gettext(name) if name else "", bound, filled or [name] == counting))
        return found

    def rest_on(self, base: int) -> None:
        """Let the form, sent again, be written over this row."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["base"] = str(base)
        self.data = sent

    def draft(self, record_id: int | None = None) -> Draft:
        """Return what is to be written; `base` is the row that was looked at."""
        facts = gathered(self.asked, self.cleaned_data, int(self.cleaned_data["place"]))
        return Draft(facts, record_id, self.cleaned_data.get("base") if record_id else None)


def _wanted(one: Field, known: Mapping[str, str]) -> bool:
    """Leave fields out only where the choice made before says so; other conditions are judged when it is written."""
    return one.when is None or one.when[0] not in known or one.asked(known)


def _initial(register: Register, said: Facts | None, base: int | None) -> dict[str, object]:
    if said is None:
        return {"base": base}
    return {
        "base": base,
        "place": said.place_id or None,
        **{one.name: as_typed(one, said) for one in register.fields},
    }


class StepForm(forms.Form):
    """A step of a record's life."""

    on = DayField(label=gettext_lazy("Day"))
    document = forms.CharField(label=gettext_lazy("Document (number, day, title)"), max_length=300, required=False)
    note = forms.CharField(
        label=gettext_lazy("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Mapping[str, Any] | None, kind: StepKind, options: Options, **initial: object) -> None:
        super().__init__(data, initial=initial)
        self.kind = kind
        for one in kind.fields:
            self.fields[one.name] = form_field(one, options)
        if not kind.document:
            self.fields["document"].label = gettext("Document, if there is one")
        self.order_fields(["on", *(one.name for one in kind.fields), "document", "note"])

    def step(self) -> StepFacts:
        """Return what happened."""
        said = gathered(self.kind.fields, self.cleaned_data)
        rest = self.cleaned_data
        return StepFacts(self.kind.code, rest["on"], said.values, said.amounts, rest["document"], rest["note"])


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)


class FilesForm(forms.Form):
    """Photographs and papers of a record."""

    papers = FilesField(label=gettext_lazy("Photographs and papers (pdf, jpg, png, docx, xlsx)"))
    caption = forms.CharField(label=gettext_lazy("What they show"), max_length=200, required=False)
