"""How the page of a dossier is put together, whichever way somebody came to it."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from binhyen.kernel.findings import Finding, Refusal
from binhyen.recognition.components import course as ways
from binhyen.recognition.components import dossier as parts
from binhyen.recognition.components.words import chip_of, kind_name
from binhyen.recognition.forms.answers import AnswerForm, Asked, opened_word, typed_specs
from binhyen.recognition.forms.evidence import EvidenceForm, RemarkForm
from binhyen.recognition.forms.lists import RegisterForm
from binhyen.recognition.permissions import (
    may,
    may_appraise,
    may_draft_report,
    may_file_appeal,
    may_remark,
    may_submit,
    may_withdraw,
    may_write_answers,
)
from binhyen.recognition.queries.dossiers import DossierPage, Line, titles_of_posts
from binhyen.recognition.queries.pack_pages import separate_packs_for
from binhyen.recognition.queries.packs import settings_of
from binhyen.recognition.queries.pages import answer_of, files_of, last_year_of
from binhyen.recognition.queries.standing import said_of
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.lifecycle import EDITABLE, UNREGISTERED, State
from binhyen.recognition.rules.rights import Ability
from binhyen.ui.components.parts import Side
from binhyen.ui.http import Request, wants_fragment

_APPRAISED = (State.SUBMITTED, State.APPRAISED)
CONFLICT = "recognition.conflict"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two values that met: the other's, one's own, and the version to save one's own over."""

    theirs: Side
    yours: Side
    version: int


@dataclass(frozen=True, slots=True)
class LastYear:
    """What the unit said a year before."""

    year: int
    words: str
    files: list[str]
    same: bool


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a refused save leaves on the page: the form as typed, what was said against it."""

    form: AnswerForm | None = None
    findings: tuple[Finding, ...] = ()
    files: EvidenceForm | None = None


NOTHING = Remarks()


def line_of(page: DossierPage, criterion: str) -> Line:
    """Return one criterion's line; 404 for one that nobody answers."""
    line = parts.current_line(page, criterion)
    if line is None or line.criterion.id != criterion:
        raise Http404
    return line


def steps_after(page: DossierPage, criterion: str) -> str:
    """Return the criterion that comes next, the same one at the end."""
    return parts.steps_of(page, criterion).after or criterion


def answer_form(request: Request, page: DossierPage, line: Line, *, typed: bool) -> AnswerForm:
    """Return the form of an answer: as typed, or as it stands."""
    stored = line.answer.facts if line.answer else {}
    asked = Asked(line.criterion, typed_specs(page.frame.pack, page.frame.kind, line.criterion, stored))
    return AnswerForm(request.POST if typed else None, asked, line.answer, locked=not writes(request, page))


def writes(request: Request, page: DossierPage) -> bool:
    """Tell whether this person writes answers now."""
    return page.dossier.state in EDITABLE and bool(may_write_answers(request.actor, page.dossier))


def show(
    request: Request, page: DossierPage, line: Line | None, left: Remarks = NOTHING, status: int = 200
) -> HttpResponse:
    """Answer with the whole page."""
    context = {"page": page, "dossier": page.dossier, "line": line, "settings": settings_of(page.dossier)}
    context |= _whole(request, page) | _rights(request, page) | _ways(request, page)
    if line is not None:
        context |= _one(request, page, line, left)
    return render(request, "recognition/dossier.html", context, status=status)


def refused(request: Request, page: DossierPage, line: Line, form: AnswerForm, refusal: Refusal | None) -> HttpResponse:
    """Show what was said against a save, at its place; nothing of what was typed is lost."""
    findings = refusal.findings if refusal else ()
    status = refusal.status if refusal else 422
    if not wants_fragment(request):
        return show(request, page, line, Remarks(form, findings), status)
    context = {"form": form, "findings": findings, "meeting": _meeting(request, page, findings)}
    context["again"] = f"?tc={line.criterion.id}"
    return render(request, "recognition/parts/refused.html", context, status=status)


def _whole(request: Request, page: DossierPage) -> dict[str, object]:
    """Return what the page says of the dossier as a whole."""
    check = ways.check_of(page)
    return {
        "tally": parts.tally(page),
        "because": parts.because(page),
        "kind": kind_name(page.dossier.kind),
        "state": chip_of(page.dossier),
        "course": ways.course_of(page, settings_of(page.dossier)),
        "check": check,
        "whole": parts.voices(page.remarks, page.posts),
        "opened_word": opened_word(request.now),
    }


def _rights(request: Request, page: DossierPage) -> dict[str, object]:
    """Return what this person may do on the page."""
    actor, found = request.actor, page.dossier
    editing = writes(request, page)
    last = last_year_of(found) if editing else None
    return {
        "editing": editing,
        "last": last,
        "may_start": editing and last is not None and found.carried_from_id is None,
        "may_submit": may_submit(actor, found, page.findings),
        "submits": editing and found.state != State.REGISTERED,
        "registers": found.state in UNREGISTERED and bool(may(actor, Ability.REGISTER, found)),
        "register_form": RegisterForm(),
        "extends": found.state in (*EDITABLE, *UNREGISTERED) and bool(may(actor, Ability.EXTEND, found)),
        "appraises": found.state in _APPRAISED and bool(may_appraise(actor, found)),
        "years": parts.years_of(actor, found),
        "may_see_trail": may(actor, Ability.SEE_CRITERIA, found),
    }


def _ways(request: Request, page: DossierPage) -> dict[str, object]:
    """Return what else may be done with the dossier, each with its reason where not."""
    actor, found = request.actor, page.dossier
    is_open = any(one.outcome_id is None for one in page.appeals)
    return {
        "may_file_appeal": may_file_appeal(actor, found, request.now.date(), is_open=is_open),
        "may_draft_report": may_draft_report(actor, found),
        "may_withdraw": may_withdraw(actor, found),
        "separate": separate_packs_for(actor, found),
        "results": Ability.RECORD_RESULT in page.granted,
    }


def _one(request: Request, page: DossierPage, line: Line, left: Remarks) -> dict[str, object]:
    """Return what the page says of the current criterion."""
    form = left.form or answer_form(request, page, line, typed=False)
    office = bool(may(request.actor, Ability.REMARK, page.dossier))
    return {
        "rows": parts.criterion_rows(page, line.criterion.id),
        "short": parts.shown_id(page, line.criterion.id),
        "steps": parts.steps_of(page, line.criterion.id),
        "cite": parts.citation_of(page, line.criterion),
        "reason": parts.reason_of(line),
        "known": parts.known_facts(page, line, [spec.name for spec in form.asked.specs]),
        "form": form,
        "findings": [one for one in left.findings if one.code != CONFLICT],
        "meeting": _meeting(request, page, left.findings),
        "again": f"?tc={line.criterion.id}",
        "files": parts.file_rows(line),
        "evidence_form": left.files or EvidenceForm(concludes=form.asked.concludes),
        "voices": parts.voices(line.remarks, page.posts),
        "may_remark": may_remark(request.actor, page.dossier),
        "office": office,
        "remark_form": RemarkForm(office=office),
        "last_year": _last_year(request, page, line),
    }


def _last_year(request: Request, page: DossierPage, line: Line) -> LastYear | None:
    if not writes(request, page):
        return None
    last = last_year_of(page.dossier)
    old = answer_of(last, line.criterion.id) if last else None
    if last is None or old is None:
        return None
    said = said_of(old)
    now = said_of(line.answer) if line.answer else Said()
    return LastYear(last.round.year, parts.said_words(parts.specs_of(page), said), files_of(old), said == now)


def _meeting(request: Request, page: DossierPage, findings: tuple[Finding, ...]) -> Meeting | None:
    """Return both values of a conflict, with their authors' posts and times."""
    found = next((one for one in findings if one.code == CONFLICT), None)
    if found is None:
        return None
    given, specs = found.params, parts.specs_of(page)
    theirs, yours, post = given["theirs"], given["yours"], given["their_post"]
    assert isinstance(theirs, Said) and isinstance(yours, Said)  # noqa: S101, PT018 - the action puts them there
    title = titles_of_posts([int(str(post))]).get(int(str(post)), gettext("A former post"))
    return Meeting(
        Side(parts.said_words(specs, theirs), title, given["their_time"]),  # type: ignore[arg-type]  # a moment, from the action
        Side(parts.said_words(specs, yours), request.actor.title),
        int(str(given["version"])),
    )
