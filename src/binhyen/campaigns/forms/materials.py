"""What the library of texts is narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.campaigns.queries.materials import Sought
from binhyen.campaigns.registers.event_fields import TOPICS
from binhyen.campaigns.rules.materials import LANGUAGES, MEDIA


class MaterialsForm(forms.Form):
    """What is no choice narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Search (diacritics not needed)"), required=False, max_length=100)

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - a query
        super().__init__(data)
        self._lists: dict[str, list[tuple[str, Any]]] = {}
        self._choose("chu_de", gettext("All topics"), TOPICS)
        self._choose("loai", gettext("All media"), MEDIA)
        self._choose("tieng", gettext("All languages"), LANGUAGES)
        self.is_valid()

    def _choose(self, name: str, every: str, choices: Any) -> None:  # noqa: ANN401 - a mapping of codes to names
        self._lists[name] = [("", every), *((code, gettext(word)) for code, word in choices.items())]
        self.fields[name] = forms.ChoiceField(label=every, choices=self._lists[name], required=False)

    @property
    def selects(self) -> list[tuple[forms.BoundField, list[tuple[str, Any]]]]:
        """The drop-down fields."""
        return [(self[name], choices) for name, choices in self._lists.items()]

    @property
    def sought(self) -> Sought:
        """What is looked for."""
        said = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        return Sought(said["q"], said["chu_de"], said["loai"], said["tieng"])
