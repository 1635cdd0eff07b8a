"""What comes in about a province's own file: the file itself, and which line goes into which of its cells."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

_PREFIX = "o:"


class TemplateForm(forms.Form):
    """The province's own form as a file."""

    file = forms.FileField(
        label=gettext_lazy("Your form (.xlsx or .docx)"),
        help_text=gettext_lazy("As it is sent today, empty. Its layout, formulas and headings stay untouched."),
    )


def places_in(data: QueryDict) -> dict[str, str]:
    """Read which line goes where: line code → address."""
    return {
        name.removeprefix(_PREFIX): value.strip()
        for name, value in data.items()
        if name.startswith(_PREFIX)
        if isinstance(value, str)
    }
