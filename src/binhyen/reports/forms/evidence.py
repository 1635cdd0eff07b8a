"""Files that come in as evidence at a cell."""

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.ui.forms import FilesField


class CellFilesForm(forms.Form):
    """Files for one cell."""

    papers = FilesField(label=gettext_lazy("Files (pdf, jpg, png, docx, xlsx)"))
