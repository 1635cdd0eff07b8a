"""One form field for each kind of field that a register declares."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.amounts import EMPTY
from binhyen.registers.models import Record
from binhyen.registers.rules.facts import MISSING
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.ui.components.sentences import sentence
from binhyen.ui.forms import DayField

Options = Mapping[str, Sequence[Record]]
"""Records that may be chosen, by the code of their register."""
_LINES = 4


class AmountField(forms.CharField):
    """A figure as people type it: "1.234", "hơn 200", "hàng trăm kg", "KPS"."""

    def __init__(self, indicator: Indicator, **options: Any) -> None:  # noqa: ANN401 - what a form field takes
        super().__init__(required=False, max_length=120, **options)
        self._indicator = indicator
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off"}

    def to_python(self, value: object) -> Any:  # noqa: ANN401 - Django's signature
        """Return an amount; what cannot be read is said in words."""
        text = str(value or "").strip()
        amount, finding = read_amount(text, self._indicator) if text else (EMPTY, None)
        if finding is not None:
            raise ValidationError(sentence(finding.message, finding.params))
        return amount

    def validate(self, value: object) -> None:
        """An amount was judged when it was read."""

    def run_validators(self, value: Any) -> None:  # noqa: ANN401 - Django's signature
        """Validators are for texts."""

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - Django's signature
        """Compare what was typed."""
        return str(initial or "") != str(data or "")


class MoneyField(forms.CharField):
    """Whole đồng, typed with dots or without: 1.234.000."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - what a form field takes
        super().__init__(max_length=30, **options)
        self.widget.attrs |= {"inputmode": "numeric"}

    def to_python(self, value: object) -> Any:  # noqa: ANN401 - Django's signature
        """Return whole đồng, or nothing."""
        text = "".join(str(value or "").split()).replace(".", "")
        if not text:
            return None
        if not text.isdecimal():
            raise ValidationError(gettext("Write whole đồng with digits alone, as in 1.500.000."))
        return int(text)

    def run_validators(self, value: Any) -> None:  # noqa: ANN401 - Django's signature
        """Validators are for texts."""


def form_field(one: Field, options: Options) -> forms.Field:
    """Return the form's field for a declared one."""
    always = one.required and one.when is None  # what depends on another answer is judged with it
    named = {"label": gettext(one.label), "required": always, "help_text": gettext(one.help) if one.help else ""}
    made = _MAKERS[one.kind](one, named, options)
    made.error_messages["required"] = gettext(MISSING)
    return made


def _text(_one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return forms.CharField(**named)


def _long(_one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": _LINES}), **named)


def _number(one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return forms.IntegerField(widget=forms.NumberInput(attrs={"min": one.least or 0}), **named)


def _money(_one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return MoneyField(**named)


def _day(_one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return DayField(**named)


def _time(_one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs={"type": "time"}), **named)


def _choice(one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    choices = [("", "—"), *((code, gettext(name)) for code, name in one.choices.items())]
    return forms.ChoiceField(choices=choices, **named)


def _many(one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    choices = [(code, gettext(name)) for code, name in one.choices.items()]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **named)


def _flag(_one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    return forms.BooleanField(**named)


def _record(one: Field, named: Mapping[str, Any], options: Options) -> forms.Field:
    choices: list[tuple[str, Any]] = [("", "—"), *((str(row.pk), row.title) for row in options.get(one.of, ()))]
    return forms.ChoiceField(choices=choices, **named)


def _amount(one: Field, named: Mapping[str, Any], _options: Options) -> forms.Field:
    found = catalogue().indicators[one.indicator]
    rest = {"label": named["label"], "help_text": named["help_text"] or found.unit}
    return AmountField(found, **rest)


_MAKERS: dict[FieldKind, Callable[[Field, Mapping[str, Any], Options], forms.Field]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _long,
    FieldKind.INT: _number,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _day,
    FieldKind.TIME: _time,
    FieldKind.CHOICE: _choice,
    FieldKind.MANY: _many,
    FieldKind.FLAG: _flag,
    FieldKind.RECORD: _record,
    FieldKind.AMOUNT: _amount,
}


def value_from(one: Field, cleaned: object) -> Any:  # noqa: ANN401 - a value of facts
    """Return a cleaned value as facts hold it."""
    if one.kind is FieldKind.RECORD:
        return int(str(cleaned)) if cleaned else None
    if one.kind is FieldKind.MANY:
        return tuple(cleaned) if isinstance(cleaned, list) else ()
    return cleaned if cleaned != "" or one.kind in _TEXTS else None


_TEXTS = {FieldKind.TEXT, FieldKind.LONG, FieldKind.CHOICE, FieldKind.TIME}
