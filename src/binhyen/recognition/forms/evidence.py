"""Files that come in as evidence, and voices in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, gettext_lazy

from binhyen.recognition.components.words import EVIDENCE_WORDS, REMARK_WORDS
from binhyen.recognition.models import RemarkKind
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.ui.forms import DayField, FilesField


class EvidenceForm(forms.Form):
    """Files of one kind and day."""

    papers = FilesField(label=gettext_lazy("Files (pdf, jpg, png, docx, xlsx)"))
    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    evidence_date = DayField(label=gettext_lazy("Day on the paper"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        concludes: bool = False,
    ) -> None:
        super().__init__(data, files, auto_id="file-%s")
        kinds = [EvidenceKind.CONCLUSION] if concludes else list(EvidenceKind)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, gettext(EVIDENCE_WORDS[one])) for one in kinds]


class RemarkForm(forms.Form):
    """A voice in a thread."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=RemarkKind.choices)
    text = forms.CharField(label=gettext_lazy("Your words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Mapping[str, Any] | None = None, *, office: bool = False) -> None:
        super().__init__(data, auto_id="voice-%s")
        kinds = [RemarkKind.QUESTION, RemarkKind.MUST_FIX, RemarkKind.INTERNAL] if office else [RemarkKind.REPLY]
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, gettext(REMARK_WORDS[one])) for one in kinds]
            field.initial = kinds[0].value
            if not office:
                field.widget = forms.HiddenInput()
