"""What the gallery is narrowed to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.indicators.queries import dims
from binhyen.places.rules.kinds import Tier
from binhyen.registers.queries.places import PlaceChoice
from binhyen.schemes.components.gallery import topics_named
from binhyen.schemes.queries.gallery import Wanted
from binhyen.schemes.rules import kinds

Choices = list[tuple[str, str]]


def _named(every: str, names: Mapping[str, str]) -> Choices:
    return [("", every), *((code, gettext(name)) for code, name in names.items())]


def place_choices(places: Sequence[PlaceChoice]) -> Choices:
    """Return places of communes and above, to narrow a page to."""
    return [("", gettext("All places")), *((one.path, one.label) for one in places if one.tier != Tier.AREA)]


class GalleryForm(forms.Form):
    """Words, place, kind, field, problem and rating. What is no choice narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Problem or words (diacritics not needed)"), required=False, max_length=100)

    def __init__(self, data: Mapping[str, Any], places: Sequence[PlaceChoice]) -> None:
        super().__init__(data)
        status = dims()["status"].values
        ratings = {code: status[code] for code in (*kinds.RATINGS[:2], kinds.UNRATED, kinds.RATINGS[2])}
        self._lists: dict[str, Choices] = {
            "noi": place_choices(places),
            "loai": _named(gettext("All kinds"), kinds.KINDS),
            "linh_vuc": _named(gettext("All fields"), kinds.FIELDS),
            "van_de": _named(gettext("All problems"), kinds.TOPICS),
            "muc": _named(gettext("Any rating"), ratings),
        }
        for name, choices in self._lists.items():
            self.fields[name] = forms.ChoiceField(label=choices[0][1], choices=choices, required=False)

    @property
    def selects(self) -> list[tuple[forms.BoundField, Choices]]:
        """The drop-down fields with their choices."""
        return [(self[name], choices) for name, choices in self._lists.items()]

    def wanted(self) -> Wanted:
        """Return what the gallery is narrowed to."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        words = said["q"]
        return Wanted(
            words, said["noi"], said["loai"], said["linh_vuc"], said["van_de"], said["muc"], topics_named(words)
        )


class PlaceForm(forms.Form):
    """The place that a page is about; nothing chosen: `own`, the post's own, or all where there is none."""

    def __init__(self, data: Mapping[str, Any], places: Sequence[PlaceChoice], own: str = "") -> None:
        super().__init__(data)
        every, *rest = place_choices(places)
        self.choices = rest if own in dict(rest) else [every, *rest]
        self._own = own
        self.fields["noi"] = forms.ChoiceField(label=gettext("Place"), choices=[every, *rest], required=False)

    def path(self) -> str:
        """Return the path of the chosen place; "" for all."""
        self.is_valid()
        return str(self.cleaned_data.get("noi", "")) or self._own

    @property
    def chosen(self) -> str:
        """The path that the page is about."""
        return self.path()
