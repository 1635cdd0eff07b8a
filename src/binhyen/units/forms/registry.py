"""What comes in about units and meetings, parsed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from binhyen.accounts.models import Post
from binhyen.kernel.vietnamese import fold
from binhyen.sheets.rules.columns import Column
from binhyen.ui.forms import DayField
from binhyen.units.models import Kind, Unit
from binhyen.units.queries import UnitFilter
from binhyen.units.rules.committees import MemberRole, MemberSeat
from binhyen.units.rules.facts import KindDraft, MixedSchools, UnitChange, UnitDraft, UnitFacts
from binhyen.units.rules.kinds import (
    KIND_NAMES,
    LEVEL_NAMES,
    SCHOOL_NAMES,
    SIZE_NAMES,
    SUBJECT_OF_PLACE,
    EnterpriseSize,
    ManagingLevel,
    SchoolLevel,
    UnitKind,
)
from binhyen.units.rules.voting import Choice

Choices = list[tuple[str, Any]]
_FEW = 2
_WORDS = re.compile(r"[a-z0-9]+")
_OF_SCHOOLS = ("highest_level", "teaches_primary")
_OF_PLACES = ("name", "delegated_to_commune", "armed_forces", "has_party_organisation")
_FOREIGN = {
    UnitKind.AGENCY: ("enterprise_size", *_OF_SCHOOLS),
    UnitKind.ENTERPRISE: _OF_SCHOOLS,
    UnitKind.SCHOOL: ("enterprise_size",),
    UnitKind.COMMUNE: ("enterprise_size", *_OF_SCHOOLS, *_OF_PLACES),
    UnitKind.RESIDENTIAL_AREA: ("enterprise_size", *_OF_SCHOOLS, *_OF_PLACES),
}
"""Fields that a unit of a kind has not; the name of a place is changed on the map."""
_ANY: Choices = [("", "—")]
_LEVELS: Choices = [(level.value, name) for level, name in LEVEL_NAMES.items()]
_SIZES: Choices = [(size.value, name) for size, name in SIZE_NAMES.items()]
_SCHOOLS: Choices = [(level.value, name) for level, name in SCHOOL_NAMES.items()]


class FilterForm(forms.Form):
    """What a list of units is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Name or code (diacritics not needed)"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Commune"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Managed by"), required=False)
    scope = forms.ChoiceField(label=gettext_lazy("Scope"), required=False)

    def __init__(self, data: Mapping[str, Any], kinds: Mapping[str, Kind], places: Mapping[str, str]) -> None:
        super().__init__(data)
        self._lists: dict[str, Choices] = {}
        self._choose("kind", gettext_lazy("All kinds"), [(code, kind.name) for code, kind in kinds.items()])
        self._choose("place", gettext_lazy("All communes"), list(places.items()))
        self._choose("level", gettext_lazy("All levels"), _LEVELS)
        scopes: Choices = [("in", gettext_lazy("In scope")), ("out", gettext_lazy("Out of scope"))]
        scopes.append(("closed", gettext_lazy("Closed units")))
        self._choose("scope", gettext_lazy("All in force"), scopes)

    def _choose(self, name: str, every: object, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            self._lists[name] = [("", every), *choices]
            field.choices = self._lists[name]

    @property
    def selects(self) -> list[tuple[forms.BoundField, Choices]]:
        """Return the drop-down fields with their choices; the kind is chosen by chips."""
        return [
            (self[name], choices) for name, choices in self._lists.items() if name != "kind" and len(choices) > _FEW
        ]

    def wanted(self) -> UnitFilter:
        """Return the filter; words that are no choices narrow nothing."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name, "") for name in self.fields}
        closed = asked["scope"] == "closed"
        scope = "" if closed else asked["scope"]
        return UnitFilter(asked["q"], asked["kind"], asked["place"], asked["level"], scope, closed)


class FactsForm(forms.Form):
    """The facts of a unit."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    managing_level = forms.ChoiceField(label=gettext_lazy("Managed by"), choices=_LEVELS)
    delegated_to_commune = forms.BooleanField(label=gettext_lazy("Delegated to the commune"), required=False)
    enterprise_size = forms.ChoiceField(
        label=gettext_lazy("Size (enterprises)"), choices=[*_ANY, *_SIZES], required=False
    )
    highest_level = forms.ChoiceField(
        label=gettext_lazy("Highest level taught (schools)"), choices=[*_ANY, *_SCHOOLS], required=False
    )
    teaches_primary = forms.BooleanField(
        label=gettext_lazy("The school also has primary or preschool classes"), required=False
    )
    armed_forces = forms.BooleanField(label=gettext_lazy("Belongs to the armed forces"), required=False)
    has_party_organisation = forms.NullBooleanField(
        label=gettext_lazy("Has a party organisation"),
        required=False,
        widget=forms.Select(
            choices=[
                ("unknown", gettext_lazy("Not known")),
                ("true", gettext_lazy("Yes")),
                ("false", gettext_lazy("No")),
            ]
        ),
    )
    on = DayField(label=gettext_lazy("From"))
    instrument = forms.CharField(label=gettext_lazy("Decision or document"), required=False, max_length=300)

    def facts(self, kind: UnitKind) -> UnitFacts:
        """Return the facts that the form holds."""
        held = self.cleaned_data
        return UnitFacts(
            kind=kind,
            managing_level=ManagingLevel(held["managing_level"]),
            delegated_to_commune=held.get("delegated_to_commune", False),
            enterprise_size=EnterpriseSize(held["enterprise_size"]) if held.get("enterprise_size") else None,
            highest_level=SchoolLevel(held["highest_level"]) if held.get("highest_level") else None,
            teaches_primary=held.get("teaches_primary", False),
            armed_forces=held.get("armed_forces", False),
            has_party_organisation=held.get("has_party_organisation"),
        )


class ChangeForm(FactsForm):
    """New facts of a unit."""

    @classmethod
    def about(cls, unit: Unit, data: Mapping[str, Any] | None, day: date) -> "ChangeForm":
        """Return the form, filled with what is known of the unit today."""
        known = {name: getattr(unit, name) for name in cls.base_fields if hasattr(unit, name) and name != "instrument"}
        form = cls(data, initial={**known, "on": day})
        for name in _FOREIGN[UnitKind(unit.kind.treated_as)]:
            del form.fields[name]
        return form

    def change(self, kind: UnitKind) -> UnitChange:
        """Return the change that the form asks for."""
        held = self.cleaned_data
        return UnitChange(self.facts(kind), held["on"], held.get("name", ""), held["instrument"])


class AddForm(FactsForm):
    """A new unit: its kind, the commune in which it stands, its facts."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"))
    place = forms.ChoiceField(label=gettext_lazy("Commune"))
    code = forms.CharField(label=gettext_lazy("Code of the unit"), required=False, max_length=40)
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=300)
    field_order = ["name", "kind", "place", "managing_level"]

    def __init__(
        self, data: Mapping[str, Any] | None, kinds: Mapping[str, Kind], places: Mapping[int, str], day: date
    ) -> None:
        super().__init__(data, initial={"on": day, "managing_level": ManagingLevel.COMMUNE})
        self._kinds = {code: one for code, one in kinds.items() if code not in SUBJECT_OF_PLACE}
        for name, choices in (("kind", [(c, k.name) for c, k in self._kinds.items()]), ("place", list(places.items()))):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def draft(self) -> UnitDraft:
        """Return the unit that the form describes."""
        held = self.cleaned_data
        kind = UnitKind(self._kinds[held["kind"]].treated_as)
        return UnitDraft(
            kind_code=held["kind"],
            name=held["name"],
            place_id=int(held["place"]),
            facts=self.facts(kind),
            since=held["on"],
            code=held["code"],
            address=held["address"],
            instrument=held["instrument"],
        )


if TYPE_CHECKING:
    PostChoice = forms.ModelChoiceField[Post]
else:
    PostChoice = forms.ModelChoiceField


class PostField(PostChoice):
    """A post, named by its title."""

    def label_from_instance(self, obj: Post) -> str:
        """Return the title as it is signed."""
        return obj.title


class VoiceForm(forms.Form):
    """Which post speaks for a unit, and since when."""

    post = PostField(Post.objects.none(), label=gettext_lazy("Post of the representative"))
    since = DayField(label=gettext_lazy("From"))

    def __init__(self, data: Mapping[str, Any] | None, posts: QuerySet[Post], day: date) -> None:
        super().__init__(data, initial={"since": day})
        field = self.fields["post"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = posts


class CloseForm(forms.Form):
    """From when a unit is no more, and by what."""

    on = DayField(label=gettext_lazy("Closed from"))
    instrument = forms.CharField(label=gettext_lazy("Decision or document"), max_length=300)


class EndForm(forms.Form):
    """From when a post no longer speaks for a unit."""

    on = DayField(label=gettext_lazy("Speaks for the unit until the day before"))


class KindForm(forms.Form):
    """A kind of unit that a province adds."""

    name = forms.CharField(label=gettext_lazy("Name of the kind"), max_length=120)
    treated_as = forms.ChoiceField(
        label=gettext_lazy("Held to the criteria of"),
        choices=[(kind.value, name) for kind, name in KIND_NAMES.items() if kind not in SUBJECT_OF_PLACE],
    )
    instrument = forms.CharField(label=gettext_lazy("Decision or document"), max_length=300)

    def draft(self, province_id: int) -> KindDraft:
        """Return the kind that the form describes; its code is the name without diacritics."""
        held = self.cleaned_data
        code = "_".join(_WORDS.findall(fold(held["name"])))[:40]
        return KindDraft(code, held["name"], UnitKind(held["treated_as"]), province_id, held["instrument"])


class MixedForm(forms.Form):
    """Whether schools that also teach primary classes take part, from when, and by what."""

    take_part = forms.BooleanField(
        label=gettext_lazy("Schools that also teach primary or preschool classes take part"), required=False
    )
    on = DayField(label=gettext_lazy("From"))
    instrument = forms.CharField(label=gettext_lazy("Decision or document"), max_length=300)

    def wanted(self, province_id: int) -> MixedSchools:
        """Return what the province settles."""
        held = self.cleaned_data
        return MixedSchools(province_id, held["take_part"], held["on"], held["instrument"])


class ColumnsForm(forms.Form):
    """For each heading that was not known, which column it means; empty leaves it out."""

    def __init__(self, data: Mapping[str, Any] | None, labels: Sequence[str], columns: Sequence[Column]) -> None:
        super().__init__(data)
        choices: Choices = [("", gettext_lazy("left out")), *((one.name, one.header) for one in columns)]
        self._labels = {f"c{number}": label for number, label in enumerate(labels)}
        for name, label in self._labels.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def headers(self) -> dict[str, str]:
        """Return the headings that were given a column."""
        return {label: self.cleaned_data[name] for name, label in self._labels.items() if self.cleaned_data.get(name)}


class WorkbookForm(forms.Form):
    """A workbook that somebody chose."""

    workbook = forms.FileField(label=gettext_lazy("Workbook (.xlsx, .xls, .ods)"))


class MeetingForm(forms.Form):
    """A meeting to be called."""

    subject = forms.CharField(label=gettext_lazy("Subject of the meeting"), max_length=300)
    held_on = DayField(label=gettext_lazy("Held on"))
    quorum_percent = forms.IntegerField(
        label=gettext_lazy("Quorum (percent of all members)"), min_value=1, max_value=100, initial=67
    )


class SeatsForm(forms.Form):
    """The day and the decision from which a committee sits as its list says."""

    on = DayField(label=gettext_lazy("From"))
    instrument = forms.CharField(label=gettext_lazy("Decision or document"), max_length=300)


class CommitteeForm(SeatsForm):
    """A committee to be formed."""

    name = forms.CharField(label=gettext_lazy("Whole name of the committee"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=40, initial="BCĐ 138")
    sign_suffix = forms.CharField(label=gettext_lazy("Sign on its letters"), max_length=20, initial="BCĐ")
    field_order = ["name", "short_name", "sign_suffix"]


def seats_of(data: Mapping[str, Any]) -> list[MemberSeat]:
    """Read `post-<id>` = a role; other words are no seat."""
    pairs = ((name.removeprefix("post-"), value) for name, value in data.items() if name.startswith("post-"))
    return [MemberSeat(int(pk), MemberRole(role)) for pk, role in pairs if pk.isdigit() and role in set(MemberRole)]


@dataclass(frozen=True, slots=True)
class Marks:
    """Who is there and who votes on paper, by ids of memberships."""

    present: frozenset[int]
    on_paper: frozenset[int]


def marks_of(data: Mapping[str, Any]) -> Marks:
    """Read `member-<id>` = present | paper | away."""
    found: dict[str, set[int]] = {"present": set(), "paper": set()}
    for name, value in data.items():
        number = name.removeprefix("member-")
        if name.startswith("member-") and number.isdigit() and value in found:
            found[value].add(int(number))
    return Marks(frozenset(found["present"]), frozenset(found["paper"]))


def choice_of(data: Mapping[str, Any]) -> Choice | None:
    """Read a ballot: a choice, or None for standing aside or for a word that is none."""
    value = data.get("choice")
    return Choice(value) if value in set(Choice) else None
