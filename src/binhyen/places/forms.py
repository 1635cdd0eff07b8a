"""Forms on residential areas, parsed into drafts and grounds."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binhyen.places.actions import AreaDraft, AreaPart, Ground
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.places.rules.kinds import AREA_KINDS, NAMES, PlaceKind
from binhyen.ui.forms import DayField

_PERCENT = Decimal(100)
PARTS = 4


class GroundForm(forms.Form):
    """From which day, by which decision."""

    on = DayField(label=_("Holds from"))
    instrument = forms.CharField(
        label=_("Decision that it rests on"),
        max_length=300,
        help_text=_("Number, date and who made it, as on the paper."),
    )

    def ground(self) -> Ground:
        """Return what was typed; call it on a valid form."""
        return Ground(self.cleaned_data["on"], self.cleaned_data["instrument"].strip())


class AreaForm(GroundForm):
    """A residential area to be."""

    kind = forms.ChoiceField(label=_("Kind of place"), choices=[(kind.value, NAMES[kind]) for kind in AREA_KINDS])
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Without its kind: “Nà Lầu”, “số 3”."))
    households = forms.IntegerField(label=_("Households"), min_value=0, required=False)
    field_order = ["kind", "name", "households", "on", "instrument"]

    def draft(self) -> AreaDraft:
        """Return what was typed; call it on a valid form."""
        typed = self.cleaned_data
        return AreaDraft(PlaceKind(typed["kind"]), typed["name"].strip(), typed["households"])

    @staticmethod
    def of(version: PlaceVersion) -> dict[str, object]:
        """Return what an area already is, for a form that changes it."""
        return {"kind": version.kind, "name": version.name, "households": version.households}


class MergeForm(AreaForm):
    """Which areas become one new one."""

    areas = forms.TypedMultipleChoiceField(
        label=_("Areas that merge"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=()
    )
    field_order = ["areas", "kind", "name", "households", "on", "instrument"]

    def __init__(self, *args: Any, areas: Sequence[PlaceVersion] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        field = self.fields["areas"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - narrows Django's untyped fields
        field.choices = [(one.place_id, f"{label_of(one)} ({one.code})") for one in areas]


class SplitForm(GroundForm):
    """Into which parts an area is split: up to four, each with a share in percent if it is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        for number in range(1, PARTS + 1):
            needed = number <= 2  # noqa: PLR2004 - a split has two parts at least
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind of place"), choices=[(kind.value, NAMES[kind]) for kind in AREA_KINDS]
            )
            self.fields[f"name_{number}"] = forms.CharField(label=_("Name"), max_length=120, required=needed)
            self.fields[f"share_{number}"] = forms.DecimalField(
                label=_("Share in percent"), min_value=0, max_value=100, decimal_places=4, required=False
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields of each part."""
        return [[self[f"{name}_{number}"] for name in ("kind", "name", "share")] for number in range(1, PARTS + 1)]

    def parts(self) -> list[AreaPart]:
        """Return what was typed; call it on a valid form."""
        typed = self.cleaned_data
        filled = [number for number in range(1, PARTS + 1) if typed[f"name_{number}"].strip()]
        return [
            AreaPart(
                AreaDraft(PlaceKind(typed[f"kind_{number}"]), typed[f"name_{number}"].strip()),
                None if typed[f"share_{number}"] is None else typed[f"share_{number}"] / _PERCENT,
            )
            for number in filled
        ]


class SettleForm(GroundForm):
    """In which commune an area lies since its own was split."""

    commune = forms.TypedChoiceField(label=_("Commune"), coerce=int, choices=())
    field_order = ["commune", "on", "instrument"]

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's
        communes: Sequence[PlaceVersion] = (),
        since: date | None = None,
        **kwargs: Any,  # noqa: ANN401 - Django's
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["commune"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows Django's untyped fields
        field.choices = [(one.place_id, label_of(one)) for one in communes]
        self.fields["on"].initial = since
