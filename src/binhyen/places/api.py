"""Places for programs: the map on any day by official codes, and what each place came from and became."""

from datetime import date
from typing import Annotated

from ninja import Path, Query
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import kin_of, label_of
from binhyen.places.queries.coded import WantedPlaces, codes_on, place_coded, places_by_code, versions_of
from binhyen.places.queries.lineage import Kin
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.ui.api import Answer, ApiRouter, Asked, Day, Needs, NotThere, WrongValues
from binhyen.ui.http import Request

router = ApiRouter(tags=["places"])
_LONGEST = 1_000
_EXAMPLE: JsonDict = {
    "code": "24",
    "name": "Bắc Ninh",
    "full_name": "Tỉnh Bắc Ninh",
    "kind": "province",
    "tier": "province",
    "parent": "VN",
    "valid_from": "2025-07-01",
    "valid_to": None,
}

PlaceCode = Annotated[str, Path(..., example="24")]
_ON: JsonDict = {"example": "2026-11-05"}
On = Annotated[
    Day | None,
    Field(description=gettext_noop("The day whose map is meant; today when it is not given."), json_schema_extra=_ON),
]


class PlacesAsked(Asked):
    """What a list of places may be narrowed to."""

    on: On = None
    under: str = Field("", max_length=12, description=gettext_noop("Code of a place: itself and all that lies below."))
    tier: Tier | None = Field(None, description=gettext_noop("Only places of this tier."))
    q: str = Field("", max_length=120, description=gettext_noop("Part of the name, with or without diacritics."))
    after: str = Field("", max_length=12, description=gettext_noop("Go on after this code; “next” says it."))
    limit: int = Field(100, ge=1, le=_LONGEST, description=gettext_noop("How many at once, 1000 at most."))


class DayAsked(Asked):
    """The day that is meant."""

    on: On = None


class PlaceAnswer(Answer):
    """A place as it was on a day."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [_EXAMPLE]})
    code: str = Field(description=gettext_noop("Official code; always text, zeros in front belong to it."))
    name: str
    full_name: str
    kind: PlaceKind
    tier: Tier
    parent: str | None = Field(description=gettext_noop("Code of the place above."))
    valid_from: date
    valid_to: date | None = Field(description=gettext_noop("The first day on which this no longer holds."))


class PlacesAnswer(Answer):
    """One part of a list of places, in the order of their codes."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={"examples": [{"on": "2026-11-05", "items": [_EXAMPLE], "next": "24"}]},
    )
    on: date
    items: list[PlaceAnswer]
    next: str | None = Field(description=gettext_noop("Ask again with after= this code; nothing when it was the last."))


class VersionAnswer(PlaceAnswer):
    """What a place was between two days."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={"examples": [{**_EXAMPLE, "instrument": "202/2025/QH15", "inferred": False}]},
    )
    instrument: str = Field(description=gettext_noop("The resolution or decision by which it began."))
    inferred: bool = Field(description=gettext_noop("The day was concluded from two maps, not read in a resolution."))


class KinAnswer(Answer):
    """A place that another came from or became."""

    code: str
    full_name: str
    on: date
    share: str | None = Field(
        description=gettext_noop("Which part of the old place, as a decimal; nothing when that is not known.")
    )
    instrument: str
    inferred: bool


class PlaceStoryAnswer(Answer):
    """A place with all that it was, came from and became."""

    on: date
    place: PlaceAnswer
    versions: list[VersionAnswer]
    came_from: list[KinAnswer]
    became: list[KinAnswer]


@router.get(
    "",
    auth=Needs(Scope.PLACES_READ),
    response=PlacesAnswer,
    summary=gettext_noop("Places on a day"),
    description=gettext_noop("The map of any day, in the order of official codes."),
)
def list_places(request: Request, asked: Query[PlacesAsked]) -> PlacesAnswer:
    """Answer a part of the map."""
    day = asked.on or request.now.date()
    path = _under(asked.under, day)
    wanted = WantedPlaces(day, path, asked.tier, asked.q.strip(), asked.after, asked.limit)
    found, more = places_by_code(wanted)
    above = codes_on((one.parent_id for one in found), day)
    items = [_place(one, above.get(one.parent_id or 0)) for one in found]
    return PlacesAnswer(on=day, items=items, next=found[-1].code if more else None)


@router.get(
    "/{code}",
    auth=Needs(Scope.PLACES_READ),
    response=PlaceStoryAnswer,
    summary=gettext_noop("One place and its story"),
    description=gettext_noop("What bore the code on the day: its versions, what it came from and what it became."),
)
def get_place(request: Request, code: PlaceCode, asked: Query[DayAsked]) -> PlaceStoryAnswer:
    """Answer a place's story."""
    day = asked.on or request.now.date()
    found = place_coded(code, day)
    if found is None:
        raise NotThere(_unknown(code, day, ""))
    came, became = kin_of(found.place_id)
    return PlaceStoryAnswer(
        on=day,
        place=_place(found, codes_on([found.parent_id], day).get(found.parent_id or 0)),
        versions=[_version(one, parent) for one, parent in versions_of(found.place_id)],
        came_from=[_kin(one) for one in came],
        became=[_kin(one) for one in became],
    )


def _under(code: str, day: date) -> str:
    if not code:
        return ""
    found = place_coded(code, day)
    if found is None:
        raise WrongValues(_unknown(code, day, "?under"))
    return found.path


def _unknown(code: str, day: date, where: str) -> Finding:
    message = gettext_noop("No place was called “%(name)s” on %(day)s.")
    return Finding("places.unknown", message, params={"name": code, "day": day}, where=where)


def _place(version: PlaceVersion, parent: str | None) -> PlaceAnswer:
    return PlaceAnswer.model_validate(_said(version, parent))


def _version(version: PlaceVersion, parent: str | None) -> VersionAnswer:
    more = {"instrument": version.instrument, "inferred": version.inferred}
    return VersionAnswer.model_validate({**_said(version, parent), **more})


def _said(version: PlaceVersion, parent: str | None) -> dict[str, object]:
    return {
        "code": version.code,
        "name": version.name,
        "full_name": label_of(version),
        "kind": version.kind,
        "tier": version.place.tier,
        "parent": parent,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
    }


def _kin(kin: Kin) -> KinAnswer:
    share = None if kin.share is None else format(kin.share.normalize(), "f")
    return KinAnswer(
        code=kin.version.code,
        full_name=label_of(kin.version),
        on=kin.on,
        share=share,
        instrument=kin.instrument,
        inferred=kin.inferred,
    )
