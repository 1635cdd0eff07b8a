"""Files that come in as evidence at a cell."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401 - Django's signature
        """Return a list of files."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class CellFilesForm(forms.Form):
    """Files for one cell."""

    papers = FilesField(label=gettext_lazy("Files (pdf, jpg, png, docx, xlsx)"))
