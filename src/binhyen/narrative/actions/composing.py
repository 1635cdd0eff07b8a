"""Reports begun, parts written by hand, numbers counted again, drafts dropped."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import parse_period
from binhyen.narrative.models import Edition, PartText, WrittenReport
from binhyen.narrative.permissions import may_change, may_write
from binhyen.narrative.queries.measuring import Asked, facts_for, in_sentence
from binhyen.narrative.queries.parts import text_findings, with_new_cells
from binhyen.narrative.queries.reports import asked_of, by_hand, report_seen_by, texts_of
from binhyen.narrative.queries.writing import Wish, cells_asked, fitting, template_named
from binhyen.narrative.rules.lifecycle import LIFE, LIVING, TextEvent, TextState
from binhyen.narrative.writer.differing import changes
from binhyen.narrative.writer.facts import period_words
from binhyen.narrative.writer.plain_facts import facts_from_data, facts_to_data
from binhyen.narrative.writer.templates import Template
from binhyen.places.queries import version_on


@transaction.atomic
def begin_report(*, template: str, place_id: int, period: str, by: Actor, at: datetime) -> WrittenReport:
    """Begin a report of a place and period, with the numbers of the moment.

    Refused: no such report or period, a period that the report is not written for, one of the kind begun already.
    Forbidden to other offices than the place's own.
    """
    kind, span = template_named(template), parse_period(period)
    fitting(kind, span)
    asked = Asked(version_on(place_id, span.end), span)
    may_write(by, asked.place.path).require()
    if WrittenReport.objects.filter(template=template, place_id=place_id, period=period, state__in=LIVING).exists():
        raise Refused(_begun_already(kind, period))
    report = WrittenReport(
        template=template,
        place_id=place_id,
        place_path=asked.place.path,
        place_name=in_sentence(asked.place),
        period=span.code,
        period_end=span.end,
        created_by_account=by.account_id,
        created_by_post=by.post_id,
        created_at=at,
        changed_at=at,
    )
    _save_new(report, kind)
    _count(report, Wish(kind, asked), by=by, at=at)
    record(deed("begun", report, template=template, period=span.code), by=by, at=at)
    return report


def _save_new(report: WrittenReport, kind: Template) -> None:
    """Save; of two who begin the same at once the second is refused."""
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        raise Refused(_begun_already(kind, report.period)) from None


def _begun_already(kind: Template, period: str) -> Finding:
    message = gettext_noop("“%(report)s” for %(period)s was begun already. Open it in the list.")
    said = period_words(parse_period(period))
    return Finding("narrative.begun_already", message, params={"report": kind.name, "period": said})


def _count(report: WrittenReport, wish: Wish, *, by: Actor, at: datetime) -> Edition:
    last = Edition.objects.filter(report=report).order_by("-number").values_list("number", flat=True).first()
    return Edition.objects.create(
        report=report,
        number=(last or 0) + 1,
        facts=facts_to_data(facts_for(cells_asked(wish), wish.asked)),
        known_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person wrote for a part, and the version of it that they saw (0: the template's)."""

    part: str
    text: str
    base_version: int


@transaction.atomic
def write_part(*, report_id: int, typed: Typed, by: Actor, at: datetime) -> PartText:
    """Keep a part written by hand. Numbers in braces stay alive: they are counted again with the others.

    Refused with `narrative.conflict`, carrying both texts, when somebody wrote in between; for a line that can't be
    read, a figure that the catalogue does not know, too much text. Forbidden to other offices, refused once submitted.
    """
    return _keep(report_id, typed, own=True, by=by, at=at)


@transaction.atomic
def restore_part(*, report_id: int, part: str, base_version: int, by: Actor, at: datetime) -> PartText:
    """Let the template's text stand again for a part; what was written by hand stays in the history."""
    return _keep(report_id, Typed(part, "", base_version), own=False, by=by, at=at)


def _keep(report_id: int, typed: Typed, *, own: bool, by: Actor, at: datetime) -> PartText:
    report = held(report_id, by)
    may_change(by, report).require()
    template = template_named(report.template)
    if typed.part not in template.parts:
        raise Http404
    text = typed.text.replace("\r\n", "\n").strip()
    if own:
        refuse(text_findings(typed.part, text))
    newest = PartText.objects.filter(report=report, part=typed.part).order_by("-version").first()
    version = newest.version if newest else 0
    if typed.base_version != version:
        raise Refused(_conflict(typed, newest))
    row = PartText.objects.create(
        report=report,
        part=typed.part,
        version=version + 1,
        own=own,
        text=text,
        by_account=by.account_id,
        by_post=by.post_id,
        at=at,
    )
    _touch(report, at)
    _count_new_cells(report)
    event = "part_written" if own else "part_restored"
    record(deed(event, report, part=typed.part, version=row.version), by=by, at=at)
    return row


def _conflict(typed: Typed, newest: PartText | None) -> Finding:
    """Carry both texts, so that a page shows them side by side and asks."""
    message = gettext_noop("Somebody wrote this part after you opened it. Nothing of yours is lost: choose.")
    params = {
        "yours": typed.text,
        "theirs": newest.text if newest else "",
        "their_post": newest.by_post if newest else 0,
        "their_time": newest.at if newest else None,
        "version": newest.version if newest else 0,
    }
    return Finding("narrative.conflict", message, params=params, where="text")


def _count_new_cells(report: WrittenReport) -> None:
    """Count what a text by hand asks about and the report did not know yet; known numbers stay."""
    edition = Edition.objects.filter(report=report).order_by("-number")[0]
    wish = Wish(template_named(report.template), asked_of(report), by_hand(texts_of(report.pk)))
    known = facts_from_data(edition.facts)
    found = with_new_cells(known, wish)
    if found is not known:
        edition.facts = facts_to_data(found)
        edition.save(update_fields=["facts"])


@transaction.atomic
def refresh_numbers(*, report_id: int, by: Actor, at: datetime) -> int:
    """Count all numbers of a draft again and return how many differ; what was written by hand stays.

    Forbidden to other offices, refused once submitted.
    """
    report = held(report_id, by)
    may_change(by, report).require()
    wish = Wish(template_named(report.template), asked_of(report), by_hand(texts_of(report.pk)))
    last = Edition.objects.filter(report=report).order_by("-number")[0]
    fresh = _count(report, wish, by=by, at=at)
    differ = changes(facts_from_data(last.facts), facts_from_data(fresh.facts), cells_asked(wish))
    _touch(report, at)
    record(deed("numbers_refreshed", report, edition=fresh.number, changed=len(differ)), by=by, at=at)
    return len(differ)


@transaction.atomic
def drop_report(*, report_id: int, by: Actor, at: datetime) -> WrittenReport:
    """Drop a draft that nobody needs. Forbidden to other offices, refused once submitted."""
    report = held(report_id, by)
    may_change(by, report).require()
    report.state = LIFE.after(TextState(report.state), TextEvent.DROP)
    _touch(report, at)
    record(deed("dropped", report), by=by, at=at)
    return report


def held(report_id: int, by: Actor) -> WrittenReport:
    """Return a report that a person sees, held until the transaction ends."""
    report_seen_by(by, report_id)
    return WrittenReport.objects.select_for_update().get(pk=report_id)


def _touch(report: WrittenReport, at: datetime) -> None:
    report.version += 1
    report.changed_at = at
    report.save(update_fields=["state", "version", "changed_at"])


def deed(event: str, report: WrittenReport, **data: object) -> Deed:
    """Return what the log keeps of a write."""
    return Deed(f"narrative.{event}", "narrative.written_report", report.pk, report.place_path, data)
