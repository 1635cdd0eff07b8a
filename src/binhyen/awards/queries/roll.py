"""The roll of honour: awards that everybody may see, and nothing of them that not everybody may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet

from binhyen.awards.models import AwardEntry
from binhyen.awards.queries.wording import form_name
from binhyen.awards.rules.awarded import Roll, on_roll
from binhyen.kernel.vietnamese import fold
from binhyen.places.queries.versions import label_of, versions_on

_PAGE = 60
_MOST_FOUND = 900


@dataclass(frozen=True, slots=True)
class Honoured:
    """One line of the roll."""

    name: str
    post: str
    kind: str
    form: str
    decision: str
    decided_on: date
    achievement: str
    place: str
    posthumous: bool


@dataclass(frozen=True, slots=True)
class RollPage:
    """A page of the roll, and whether more follow."""

    lines: Sequence[Honoured]
    number: int
    more: bool


def public_awards() -> QuerySet[AwardEntry]:
    """Return the awards that may be shown to everybody: the condition of `rules.awarded.on_roll`, in the database."""
    consented = Q(publish="yes") & (Q(against_crime=False) | ~Q(consent=""))
    collective = Q(recipient_kind="collective", against_crime=False) & ~Q(publish="no")
    named = Q(recipient_kind__in=("collective", "individual", "household"))
    rows = AwardEntry.objects.filter(superseded_at=None).exclude(state="revoked")
    return rows.filter(named & (consented | collective))


def honour_roll(place_path: str = "", year: int | None = None, words: str = "", page: int = 1) -> RollPage:
    """Return the roll of honour of a place (all, without one), newest first. Two queries; one more for words."""
    rows = public_awards()
    if place_path:
        rows = rows.filter(place_path__under=place_path)
    if year is not None:
        rows = rows.filter(decided_on__year=year)
    if words.strip():
        rows = rows.filter(pk__in=_named(rows, fold(words).split()))
    start = (max(page, 1) - 1) * _PAGE
    found = list(rows.order_by("-decided_on", "-id")[start : start + _PAGE + 1])
    shown = [row for row in found[:_PAGE] if _shown(row)]
    names = _places(shown)
    return RollPage([_line(row, names.get(row.place_id, "")) for row in shown], max(page, 1), len(found) > _PAGE)


def _named(rows: QuerySet[AwardEntry], words: Sequence[str]) -> list[int]:
    """Return which awards have all words in the name, the post or elsewhere; names stand in no searched column."""
    listed = rows.order_by("-decided_on", "-id").values_list("pk", "recipient", "recipient_post", "fold")
    found = (pk for pk, name, post, rest in listed.iterator() if _has(fold(f"{name} {post} {rest}"), words))
    return list(islice(found, _MOST_FOUND))


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _shown(row: AwardEntry) -> bool:
    return on_roll(Roll(row.recipient_kind, row.against_crime, row.publish, row.consent))


def _places(rows: Sequence[AwardEntry]) -> dict[int, str]:
    if not rows:
        return {}
    versions = versions_on({row.place_id for row in rows}, max(row.decided_on for row in rows))
    return {place_id: label_of(version) for place_id, version in versions.items()}


def _line(row: AwardEntry, place: str) -> Honoured:
    return Honoured(
        row.recipient,
        row.recipient_post,
        row.recipient_kind,
        form_name(row.form, row.authority),
        row.decision,
        row.decided_on,
        row.achievement,
        place,
        row.posthumous,
    )


def years_on_roll() -> list[int]:
    """Return the years in which something on the roll was decided, newest first."""
    days = public_awards().dates("decided_on", "year", order="DESC")
    return [day.year for day in days]
