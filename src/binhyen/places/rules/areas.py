"""What the law of the map asks of residential areas. TT 124/2021/TT-BCA Đ2.1; TT 04/2012/TT-BNV on thôn, tổ dân phố."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold, short_date
from binhyen.places.rules.kinds import AREA_KINDS, PlaceKind, Tier, full_name

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """A residential area to be: its kind, its proper name, its households if known, its code if it is given one."""

    kind: PlaceKind
    name: str
    households: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class AreaPart:
    """A part of an area that is split, and its share of it if that is known."""

    draft: AreaDraft
    share: Decimal | None = None


def draft_of(name: str, kind: str, households: int | None) -> AreaDraft:
    """Return a draft that says of an area what it already is."""
    return AreaDraft(PlaceKind(kind), name, households)


def has_instrument(instrument: str) -> Decision:
    """Every change of areas rests on a decision of the People's Council or Committee."""
    if instrument.strip():
        return YES
    return no("places.no_instrument", gettext_noop("Name the decision that this rests on."))


def is_commune(tier: str) -> Decision:
    """Residential areas lie in communes, wards, townships and special zones."""
    if tier == Tier.COMMUNE:
        return YES
    return no(
        "places.not_commune", gettext_noop("Residential areas lie in communes, wards, townships or special zones.")
    )


def is_area(tiers: Sequence[str]) -> Decision:
    """Only residential areas are changed here."""
    if tiers and set(tiers) == {Tier.AREA}:
        return YES
    return no("places.not_area", gettext_noop("This is no residential area."))


def names_are_free(drafts: Sequence[AreaDraft], taken: Collection[str]) -> Decision:
    """Each area of a commune has a kind, and a name of its own that day."""
    known = set(taken)
    for draft in drafts:
        if draft.kind not in AREA_KINDS:
            return no(
                "places.no_area_kind", gettext_noop("“%(kind)s” is no kind of residential area."), kind=draft.kind
            )
        if not draft.name.strip() or len(draft.name) > _LONGEST:
            return no("places.no_name", gettext_noop("A residential area needs a name of at most 120 characters."))
        whole = full_name(draft.kind, draft.name)
        if fold(whole) in known:
            return no("places.name_taken", gettext_noop("The commune already has “%(name)s”."), name=whole)
        known.add(fold(whole))
    return YES


def codes_are_new(drafts: Sequence[AreaDraft], commune: str, used: Collection[str]) -> Decision:
    """A code begins with its commune's and is never given twice, not even after its area has ended."""
    known = set(used)
    for code in (draft.code for draft in drafts if draft.code):
        if not code.startswith(f"{commune}-") or not code.removeprefix(f"{commune}-").isdigit():
            return no("places.code_shape", gettext_noop("“%(given)s” is no code of this commune."), given=code)
        if code in known:
            return no("places.code_used", gettext_noop("The code %(given)s was used before."), given=code)
        known.add(code)
    return YES


def enough(listed: Collection[object]) -> Decision:
    """A merger needs two areas, a split two parts."""
    return YES if len(listed) > 1 else no("places.too_few", gettext_noop("At least two areas are needed."))


def one_commune(communes: Sequence[int | None]) -> Decision:
    """Areas of different communes are not merged: the communes' borders would change."""
    if len(set(communes)) == 1:
        return YES
    return no("places.other_commune", gettext_noop("The areas lie in different communes."))


def shares_make_a_whole(parts: Sequence[AreaPart]) -> Decision:
    """Shares are all known and make one, or none is known."""
    known = [part.share for part in parts if part.share is not None]
    if not known or (len(known) == len(parts) and min(known) > 0 and sum(known) == 1):
        return YES
    return no("places.shares", gettext_noop("The shares must all be known and make one, or all be left open."))


def between(founded: date, ended: date | None, on: date) -> Decision:
    """An area changes after it was founded and before it ended."""
    if on <= founded:
        message = gettext_noop("The area was founded on %(day)s; it can't change on or before that day.")
        return no("places.before_founding", message, day=short_date(founded))
    if ended is not None and on >= ended:
        return no("places.ended", gettext_noop("The area ended on %(day)s."), day=short_date(ended))
    return YES


def nothing_later(decided: Sequence[date], on: date) -> Decision:
    """What was decided later stands; an earlier change is entered before it or not at all."""
    later = [day for day in decided if day >= on]
    if not later:
        return YES
    message = gettext_noop("A later decision already changed the area on %(day)s.")
    return no("places.later_change", message, day=short_date(later[0]))


def has_lost_its_commune(ended: date | None, on: date) -> Decision:
    """Only an area that ended with its commune is settled anew, from then on."""
    if ended is not None and on >= ended:
        return YES
    return no("places.not_lost", gettext_noop("The area still lies in its commune on that day."))


def is_heir(commune: int, heirs: Collection[int]) -> Decision:
    """An area goes to a commune that took in a part of its old one."""
    if commune in heirs:
        return YES
    return no("places.no_heir", gettext_noop("This commune took in no part of the area's old commune."))
