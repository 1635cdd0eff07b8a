"""What is said beside figures: remarks at cells, explanations of remarkable values, difficulties and proposals."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from binhyen.audit.actions import record
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import version_on
from binhyen.reports.actions.work import Work, deed, gate, load_values, log, only, take
from binhyen.reports.models import CellRemark, Difficulty, Report, Waiver
from binhyen.reports.permissions import may, may_answer, may_enter, may_write
from binhyen.reports.queries.checks import waivable_codes
from binhyen.reports.rules.rights import Ability
from binhyen.reports.rules.threads import (
    DIFFICULTY,
    DifficultyEvent,
    DifficultyKind,
    DifficultyState,
    RemarkKind,
)

_LONGEST = 2_000
_REASON = 500


@transaction.atomic
def add_remark(*, report_id: int, cell: CellKey, text: str, by: Actor, at: datetime) -> CellRemark:
    """Say something at a cell: the reporter replies, the office asks. Refused when empty or not a cell of the form."""
    work = only(take([report_id], gate(Ability.TALK), by=by, at=at))
    refuse([*_text_findings(text, _LONGEST), *_cell_findings(work, cell)])
    own = bool(may(by, Ability.ENTER, work.report))
    made = CellRemark.objects.create(
        report=work.report,
        cell_id=work.cell_ids[cell],
        kind=RemarkKind.REPLY if own else RemarkKind.QUESTION,
        text=text.strip(),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    log([work], "remark", by=by, at=at, data={"cell": work.cell_ids[cell]})
    return made


@transaction.atomic
def resolve_remark(*, report_id: int, remark_id: int, by: Actor, at: datetime) -> CellRemark:
    """Close a question at a cell. Resolving it twice changes nothing."""
    work = only(take([report_id], gate(Ability.TALK), by=by, at=at))
    remark = CellRemark.objects.filter(pk=remark_id, report=work.report).first()
    if remark is None:
        raise Http404
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolved_by_account = at, by.account_id
        remark.save(update_fields=["resolved_at", "resolved_by_account"])
        log([work], "resolve_remark", by=by, at=at, data={"remark": remark_id})
    return remark


@transaction.atomic
def explain(*, report_id: int, cell: CellKey, check_code: str, reason: str, by: Actor, at: datetime) -> Waiver:
    """Say why a remarkable value is right. It holds for this value of the cell: another value asks again.

    Refused for checks that are no matter of explaining, without a reason, and for an empty cell.
    """
    work = only(take([report_id], may_enter, by=by, at=at))
    load_values([work])
    refuse([*_text_findings(reason, _REASON), *_cell_findings(work, cell)])
    value = work.values.get(cell)
    if value is None or check_code not in waivable_codes():
        message = gettext_noop("This cannot be explained away at “%(label)s”: change the number.")
        raise Refused(Finding("reports.not_waivable", message, params={"label": work.label(cell)}, where=str(cell)))
    made, _ = Waiver.objects.update_or_create(
        report=work.report,
        cell_id=value.cell_id,
        check_code=check_code,
        figure_version=value.version,
        defaults={"reason": reason.strip(), "at": at, "by_account": by.account_id, "by_post": by.post_id},
    )
    log([work], "explain", by=by, at=at, data={"cell": value.cell_id, "check": check_code})
    return made


@dataclass(frozen=True, slots=True)
class Raised:
    """A difficulty or proposal as it is put: what, to whom, by when."""

    kind: DifficultyKind
    text: str
    addressee_id: int
    agency: str = ""
    due_on: date | None = None


@transaction.atomic
def raise_difficulty(*, report_id: int, raised: Raised, by: Actor, at: datetime) -> Difficulty:
    """Put a difficulty or proposal to a place above, or its department. Refused when empty or dated back."""
    work = only(take([report_id], may_write, by=by, at=at))
    refuse([*_text_findings(raised.text, _LONGEST), *_day_findings(work.report, raised.due_on)])
    place = version_on(raised.addressee_id, work.report.collection.map_day)
    if not work.report.place_path.startswith(place.path):
        message = gettext_noop("Put it to your own place or to one above it.")
        raise Refused(Finding("reports.addressee_elsewhere", message, where="addressee"))
    made = Difficulty.objects.create(
        report=work.report,
        kind=raised.kind,
        text=raised.text.strip(),
        addressee_id=place.place_id,
        addressee_path=place.path,
        addressee_agency=raised.agency.strip()[:120],
        due_on=raised.due_on,
        raised_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    log([work], "raise_difficulty", by=by, at=at, data={"difficulty": made.pk})
    return made


@transaction.atomic
def answer_difficulty(*, difficulty_id: int, answer: str, by: Actor, at: datetime) -> Difficulty:
    """Answer what was put to one's place. Refused elsewhere, when empty, and when its asker confirmed it solved."""
    found = _locked(difficulty_id)
    may_answer(by, found.addressee_path).require()
    refuse(_text_findings(answer, _LONGEST))
    found.state = DIFFICULTY.after(DifficultyState(found.state), DifficultyEvent.ANSWER)
    found.answer, found.answered_at = answer.strip(), at
    found.answered_by_account, found.answered_by_post = by.account_id, by.post_id
    found.save(update_fields=["state", "answer", "answered_at", "answered_by_account", "answered_by_post"])
    record(deed(found.report, "answer_difficulty", {"difficulty": found.pk}), by=by, at=at)
    return found


@transaction.atomic
def confirm_difficulty(*, difficulty_id: int, solved: bool, by: Actor, at: datetime) -> Difficulty:
    """Say as its asker whether an answered difficulty is solved; if not, it is open again."""
    found = _locked(difficulty_id)
    may(by, Ability.ENTER, found.report).require()
    event = DifficultyEvent.CONFIRM if solved else DifficultyEvent.REOPEN
    found.state = DIFFICULTY.after(DifficultyState(found.state), event)
    found.solved_at = at if solved else None
    found.save(update_fields=["state", "solved_at"])
    record(deed(found.report, f"difficulty_{event}", {"difficulty": found.pk}), by=by, at=at)
    return found


def _locked(difficulty_id: int) -> Difficulty:
    rows = Difficulty.objects.select_for_update(of=("self",)).select_related("report__collection")
    found = rows.filter(pk=difficulty_id).first()
    if found is None:
        raise Http404
    return found


def _text_findings(text: str, longest: int) -> list[Finding]:
    if not text.strip():
        return [Finding("reports.nothing_written", gettext_noop("Write something first."), where="text")]
    if len(text) > longest:
        message = gettext_noop("The text is longer than %(longest)s characters.")
        return [Finding("reports.too_long", message, params={"longest": longest}, where="text")]
    return []


def _cell_findings(work: Work, cell: CellKey) -> list[Finding]:
    if cell in work.cell_ids:
        return []
    message = gettext_noop("The cell %(cell)s is not in this form. Take it out, or use the form that has it.")
    return [Finding("reports.not_in_form", message, params={"cell": str(cell)}, where=str(cell))]


def _day_findings(report: Report, due_on: date | None) -> list[Finding]:
    if due_on is None or due_on >= report.collection.data_from:
        return []
    message = gettext_noop("The day by which an answer is asked, %(day)s, lies before the period itself.")
    return [Finding("reports.due_before_period", message, params={"day": f"{due_on:%d/%m/%Y}"}, where="due_on")]
