"""A commune's yearly rating: opened, written level by level, decided once by the chair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.documents.actions import Draft, draft_letter, issue_letters, record_external
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Letter
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.forces.letters import RatedLine, RatingText, rating_letter
from binhyen.forces.letters.desks import desk_of
from binhyen.forces.models import Rating, RatingYear
from binhyen.forces.permissions import may_decide_ratings, may_rate, may_save_ratings
from binhyen.forces.queries.ratings import Named, Sheet, sheet_of
from binhyen.forces.rules.members import ROLE_WORDS
from binhyen.forces.rules.rating import TEAM, hindering
from binhyen.forces.rules.rating_pack import RatingPack, pack_of
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.places.models import Place
from binhyen.places.queries import version_on
from binhyen.places.rules.kinds import Tier

DECISIONS = "QD"
_RATED = ("level", "tasks", "area_met", "complaint")
_NOWHERE = ""
"""Ratings are read by those who keep the force alone: their decision stands in no place's register of letters."""


@dataclass(frozen=True, slots=True)
class Level:
    """What was chosen for one team or member."""

    record_id: int
    level: str = ""
    tasks: int | None = None
    area_met: bool = False
    complaint: bool = False


@dataclass(frozen=True, slots=True)
class Signing:
    """The day of a decision, and the e-office's number where it gave one."""

    on: date
    symbol: str = ""
    late_reason: str = ""


@transaction.atomic
def open_year(*, place_id: int, year: int, by: Actor, at: datetime) -> RatingYear:
    """Open a commune's rating of a year; the same one again when it is open already.

    Refused for a year without rules, one whose window has not begun, and for what is no commune.
    """
    pack, today = pack_of(year), timezone.localdate(at)
    version = version_on(place_id, today)
    may_rate(by, version.path).require()
    refuse(_opening(pack, year, version.place, today))
    lock(f"forces.rating.{place_id}.{year}")
    found = RatingYear.objects.filter(place_id=place_id, year=year).first()
    if found is not None:
        return found
    made = RatingYear.objects.create(
        place_id=place_id,
        place_path=version.path,
        year=year,
        pack=pack.code,
        opened_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(_deed("rating_opened", made), by=by, at=at)
    return made


def _opening(pack: RatingPack, year: int, place: Place, today: date) -> Iterable[Finding]:
    if place.tier != Tier.COMMUNE:
        message = gettext_noop("The force is rated commune by commune.")
        yield Finding("forces.not_a_commune", message, where="place")
    first, _ = pack.window(year)
    if today < first:
        message = gettext_noop("The rating year %(year)s begins on %(first)s.")
        params = {"year": str(year), "first": short_date(first)}
        yield Finding("forces.year_to_come", message, params=params, where="year")


@transaction.atomic
def save_ratings(*, year_id: int, levels: Sequence[Level], version: int, by: Actor, at: datetime) -> RatingYear:
    """Write the levels of teams and members; what hinders a decision is shown, not refused, until it is taken.

    Refused once the year is decided, when somebody saved since it was looked at, for a level that the rules do not
    have, a share above 100 %, and for whom the year does not rate.
    """
    year = _held(year_id)
    may_save_ratings(by, year).require()
    if year.version != version:
        message = gettext_noop("Somebody saved this rating while you were writing. Look at it again, then write.")
        raise Refused(Finding("forces.rating_changed", message))
    sheet = sheet_of(year)
    refuse(finding for one in levels for finding in _level_findings(one, sheet))
    said = {one.record_id: one for one in Rating.objects.filter(rating_year=year)}
    rows = [_filled(said.get(one.record_id, Rating(rating_year=year)), one) for one in levels]
    Rating.objects.bulk_create([row for row in rows if row.record_id not in said])
    Rating.objects.bulk_update([row for row in rows if row.record_id in said], _RATED)
    year.version += 1
    year.save(update_fields=["version"])
    record(_deed("rating_saved", year, rows=len(levels)), by=by, at=at)
    return year


def _filled(row: Rating, one: Level) -> Rating:
    row.record_id = one.record_id
    row.level, row.tasks, row.area_met, row.complaint = one.level, one.tasks, one.area_met, one.complaint
    return row


def _level_findings(one: Level, sheet: Sheet) -> Iterable[Finding]:
    if one.level and one.level not in sheet.pack.levels:
        yield Finding("forces.no_level", gettext_noop("Choose one of the levels."), where=f"level-{one.record_id}")
    if one.tasks is not None and not 0 <= one.tasks <= 100:  # noqa: PLR2004 - percent
        message = gettext_noop("A share lies between 0 and 100 percent.")
        yield Finding("forces.odd_share", message, where=f"tasks-{one.record_id}")
    if one.record_id not in {subject.record_id for subject in sheet.subjects}:
        message = gettext_noop("A team or member of the page is not in this rating any more. Look at it again.")
        yield Finding("forces.not_in_year", message)


@transaction.atomic
def decide_year(*, year_id: int, signing: Signing, by: Actor, at: datetime) -> RatingYear:
    """Decide on a year's rating: its letter is issued, and nothing of it changes any more.

    Forbidden to everybody but the commune's chair. Refused when decided already, while anything stands against a
    level, before the window is over, for a day to come, and for whatever its number is refused for.
    """
    year = _held(year_id)
    may_decide_ratings(by, year).require()
    sheet = sheet_of(year)
    refuse([*_day_findings(sheet, signing.on, timezone.localdate(at)), *hindering(sheet.found)])
    if not sheet.rows:
        raise Refused(Finding("forces.nobody_rated", gettext_noop("There is no team and no member to rate.")))
    desk = desk_of(by, year.place_id, signing.on)
    letter = rating_letter(desk, rating_text(sheet))
    year.document = _numbered(letter, desk.issuer.code, signing, by=by, at=at)
    year.decided_on = signing.on
    year.save(update_fields=["document", "decided_on"])
    record(_deed("rating_decided", year, document=year.document.pk), by=by, at=at)
    return year


def _day_findings(sheet: Sheet, on: date, today: date) -> Iterable[Finding]:
    _, last = sheet.pack.window(sheet.year.year)
    if on <= last:
        message = gettext_noop("The rating year lasts until %(last)s. Decide afterwards.")
        yield Finding("forces.window_open", message, params={"last": short_date(last)}, where="on")
    if on > today:
        message = gettext_noop("%(day)s has not come yet.")
        yield Finding("forces.day_to_come", message, params={"day": short_date(on)}, where="on")


def rating_text(sheet: Sheet) -> RatingText:
    """Return what the decision says: teams, then members, with their levels; who is not rated is left out."""
    rated = [row for row in sheet.rows if row.subject.level]
    teams = tuple(_line(row, sheet.pack) for row in rated if row.subject.kind == TEAM)
    members = tuple(_line(row, sheet.pack) for row in rated if row.subject.kind != TEAM)
    return RatingText(sheet.year.year, sheet.pack.instrument, teams, members)


def _line(row: Named, pack: RatingPack) -> RatedLine:
    subject = row.subject
    what = "Tổ" if subject.kind == TEAM else ROLE_WORDS.get(subject.role, "")
    return RatedLine(row.name, what, row.team, pack.levels[subject.level])


def _numbered(letter: Letter, issuer_code: str, signing: Signing, *, by: Actor, at: datetime) -> Document:
    if not signing.symbol:
        key = RegisterKey(issuer_code, DECISIONS)
        [issued] = issue_letters(
            drafts=[Draft(letter, _NOWHERE)],
            register=key,
            on=signing.on,
            by=by,
            at=at,
            late_reason=signing.late_reason,
        )
        return issued
    draft = draft_letter(letter=letter, place_path=_NOWHERE, by=by, at=at)
    return record_external(document_id=draft.pk, symbol=signing.symbol, issued_on=signing.on, scan=None, by=by, at=at)


def _held(year_id: int) -> RatingYear:
    found = RatingYear.objects.select_for_update().filter(pk=year_id).first()
    if found is None:
        raise Http404
    return found


def _deed(event: str, year: RatingYear, **data: object) -> Deed:
    return Deed(f"forces.{event}", "forces.rating_year", year.pk, year.place_path, {"year": year.year, **data})
