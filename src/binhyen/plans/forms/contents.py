"""What the six contents of the emulation movement say."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from binhyen.plans.rules.emulation import CONTENTS, LONGEST


class ContentsForm(forms.Form):
    """One text for each content."""

    def __init__(self, data: Mapping[str, Any] | None, known: Mapping[str, str]) -> None:
        super().__init__(data, initial={f"content_{number}": text for number, text in known.items()})
        for number, name in CONTENTS.items():
            area = forms.Textarea(attrs={"rows": 2})
            self.fields[f"content_{number}"] = forms.CharField(
                label=gettext(name), max_length=LONGEST, required=False, widget=area
            )

    def texts(self) -> dict[str, str]:
        """Return the texts by number."""
        return {number: self.cleaned_data[f"content_{number}"] for number in CONTENTS}
