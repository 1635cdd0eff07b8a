"""Reports of summaries drafted in the official layout, with the numbers of the moment."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from binhyen.accounts.letters import issuer_at, label_in_sentence, signature_by
from binhyen.audit.actions import Deed, record_all
from binhyen.documents.actions import draft_letter
from binhyen.documents.models import Document
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Bound
from binhyen.kernel.vietnamese import short_date
from binhyen.places.queries import versions_on
from binhyen.programmes.components.summary import AimLine, FigureLine, SummaryShown, summary_shown
from binhyen.programmes.letters import SummaryDesk, SummaryFigure, SummaryTarget, SummaryText, summary_letter
from binhyen.programmes.models import Programme, Summary, SummaryPaper
from binhyen.programmes.permissions import may_close
from binhyen.programmes.queries.summaries import summary_seen_by
from binhyen.programmes.rules.agreed import FINAL, INSTRUMENT, MID_TERM

_KINDS = {MID_TERM: "sơ kết", FINAL: "tổng kết"}
_MOST_PARTS = 6
_GAPS = {Bound.EXACT: "", Bound.OVER: "không quá ", Bound.ABOUT: "khoảng "}
_VERDICTS = {"met": "đạt", "doing": "chưa đạt", "unknown": "chưa đủ căn cứ kết luận", "na": ""}


@transaction.atomic
def draft_summary_report(*, record_id: int, by: Actor, at: datetime) -> Document:
    """Draft the report of a summary; when the summary is signed, it keeps the numbers of its newest report.

    Refused for a signed summary; forbidden to who may not change it.
    """
    summary = summary_seen_by(by, record_id)
    may_close(by, summary.record).require()
    shown = summary_shown(summary, by, at)
    letter = summary_letter(_desk(by, at), summary_text(shown))
    document = draft_letter(letter=letter, place_path=summary.record.place_path, by=by, at=at)
    SummaryPaper.objects.create(record=summary.record, document=document, at=at)
    data = {"document": document.pk}
    deed = Deed("programmes.summary_drafted", "programmes.summaries", record_id, summary.record.place_path, data)
    record_all([deed], by=by, at=at)
    return document


def _desk(by: Actor, at: datetime) -> SummaryDesk:
    """Issue it in the name of the writer's own place on the day."""
    issuer, _ = issuer_at(by.place_id, timezone.localdate(at))
    return SummaryDesk(issuer, signature_by(by), demonstration=settings.DEMONSTRATION)


def summary_text(shown: SummaryShown) -> SummaryText:
    """Return what the report of a summary says."""
    row = shown.summary
    place = versions_on([row.place_id], row.until).get(row.place_id)
    return SummaryText(
        kind=_KINDS.get(row.kind, "kết quả"),
        about=_about(row),
        place=label_in_sentence(place),
        since=row.since,
        until=row.until,
        direction=row.direction,
        results=row.results,
        shortcomings=row.shortcomings,
        lessons=row.lessons,
        ahead=row.ahead,
        figures=tuple(
            SummaryFigure(chapter.name, line.name, line.unit, line.amount, line.today, _note(line))
            for chapter in shown.chapters
            for line in chapter.lines
        ),
        targets=tuple(_target(line) for line in shown.aims),
        part_years=tuple(shown.part_years),
        today_place=_moved(shown),
    )


def _note(line: FigureLine) -> str:
    """Say what a sum is made of, where that is little; and by what a published number was not split."""
    if len(line.sources) == 1:
        return f"không tách: {line.sources[0].unsplit}".lower() if line.sources[0].unsplit else ""
    parts = [f"{one.split or 'không tách'}: {one.amount}" for one in line.sources]
    return "; ".join(parts) if len(parts) <= _MOST_PARTS else ""


def _about(row: Summary) -> str:
    if row.about == INSTRUMENT:
        return f"việc thực hiện {row.instrument}"
    programme = Programme.objects.filter(record_id=row.programme_id or 0, superseded_at=None).first()
    return f"Chương trình phối hợp số {programme.number}" if programme else "chương trình phối hợp"


def _moved(shown: SummaryShown) -> str:
    """Name today's place where it is another one than the summary's."""
    today = shown.today
    if today.place is None or today.place.place_id == shown.summary.place_id:
        return ""
    return f"{label_in_sentence(today.place)} (bản đồ ngày {short_date(today.day)})"


def _target(line: AimLine) -> SummaryTarget:
    per = " mỗi năm" if line.per_year else ""
    target = f"{line.target} {line.unit}{per}" if line.target else ""
    result = f"{line.result} {line.unit}" if line.result else ""
    years = f", {line.reached}/{line.judged} năm đạt" if line.per_year and line.judged else ""
    gap = f", còn thiếu {_GAPS[line.bound]}{line.gap} {line.unit}" if line.gap and line.bound else ""
    return SummaryTarget(line.row.content, target, result, f"{_VERDICTS[line.look]}{years}{gap}")
