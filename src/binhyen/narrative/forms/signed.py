"""A signed file that somebody brings, and what they choose before its figures are taken over."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

_DIGITS = 9


class SignedFileForm(forms.Form):
    """The file."""

    signed = forms.FileField(
        label=gettext_lazy("Signed report (.pdf)"), error_messages={"empty": gettext_lazy("The file is empty.")}
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Into which report figures go (0: none chosen), and which cells' values they are written over."""

    report_id: int
    over: Mapping[str, int]

    @classmethod
    def of(cls, sent: QueryDict) -> "Chosen":
        """Read an address or a form: `bao_cao` is the report, `over` holds "version.cell"."""
        pairs = (one.partition(".") for one in sent.getlist("over"))
        over = {cell: int(version) for version, _, cell in pairs if _is_number(version)}
        report = sent.get("bao_cao", "")
        return cls(int(report) if _is_number(report) else 0, over)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
