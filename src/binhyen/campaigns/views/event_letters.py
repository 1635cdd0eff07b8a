"""Letters of an event: edited with their sections prefilled, looked at, numbered."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.campaigns.actions.event_letters import (
    Numbering,
    draft_event_letter,
    issue_event_letter,
    letter_for,
    revise_event_letter,
)
from binhyen.campaigns.components.conference import letters_of
from binhyen.campaigns.forms.conferences import NumberingForm
from binhyen.campaigns.forms.event_letters import LetterForm
from binhyen.campaigns.letters.bodies import Issuing, bodies_of
from binhyen.campaigns.letters.events import HEADINGS, prefilled
from binhyen.campaigns.models import Event, EventLetter
from binhyen.campaigns.permissions import may_issue_letters, may_write_letters
from binhyen.campaigns.queries.conferences import course_of, event_seen_by
from binhyen.campaigns.rules.wording import LETTERS, Wording, wording_of
from binhyen.documents.rules.content import LetterKind
from binhyen.documents.rules.freezing import from_data
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.kernel.findings import Refusal, Refused
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in


def _kind(word: str) -> LetterKind:
    kind = next((one for one in LETTERS if one.value == word), None)
    if kind is None:
        raise Http404
    return kind


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write_letter(request: Request, record_id: int, letter: str) -> HttpResponse:
    """Edit a letter of an event: begun from the registers, or as it was drafted before."""
    event, wanted = event_seen_by(request.actor, record_id), _kind(letter)
    may_write_letters(request.actor, event).require()
    bodies, draft = bodies_of(event), _draft(event, wanted)
    anew = "dung-lai" in request.GET
    form = LetterForm(request.POST or None, wanted, _wording(event, wanted, None if anew else draft, bodies), bodies)
    if form.is_valid():
        try:
            _keep(request, event, wanted, form, bodies, draft)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The draft was saved. Look at it before it is numbered."))
            return redirect("campaigns:write_letter", record_id, letter)
    context = {
        "event": event,
        "kind": LETTERS[wanted],
        "form": form,
        "draft": draft,
        "numbering": NumberingForm.begun(request.now.date()),
        "may_issue": may_issue_letters(request.actor, event),
    }
    return render(request, "campaigns/write_letter.html", context, status=409 if form.errors else 200)


def _draft(event: Event, kind: LetterKind) -> EventLetter | None:
    """Return the newest draft of a kind, if there is one."""
    return next(
        (one for one in letters_of(event) if one.kind == kind and one.document.state == DocumentState.DRAFT), None
    )


def _wording(event: Event, kind: LetterKind, draft: EventLetter | None, bodies: Mapping[str, Issuing]) -> Wording:
    if draft is not None:
        return wording_of(from_data(draft.document.content), HEADINGS[kind])
    return prefilled(kind, course_of(event), next(iter(bodies.values())).body)


def _keep(
    request: Request,
    event: Event,
    kind: LetterKind,
    form: LetterForm,
    bodies: Mapping[str, Issuing],
    draft: EventLetter | None,
) -> None:
    letter = letter_for(event, kind, bodies[form.cleaned_data["body"]], form.wording())
    if draft is None:
        draft_event_letter(event=event, letter=letter, by=request.actor, at=request.now)
    else:
        revise_event_letter(event=event, letter_id=draft.pk, letter=letter, by=request.actor, at=request.now)


@signed_in
@require_POST
def issue_letter(request: Request, record_id: int, letter_id: int) -> HttpResponse:
    """Number a letter and freeze it."""
    event = event_seen_by(request.actor, record_id)
    form = NumberingForm(request.POST)
    found = next((one for one in letters_of(event) if one.pk == letter_id), None)
    if found is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, gettext("Write the date of the letter."))
        return redirect("campaigns:write_letter", record_id, found.kind)
    given = form.cleaned_data
    numbering = Numbering(given["on"], given["symbol"].strip(), given["late_reason"])
    try:
        document = issue_event_letter(
            event=event, letter_id=letter_id, numbering=numbering, by=request.actor, at=request.now
        )
    except Refused as refusal:
        for one in refusal.findings:
            messages.error(request, sentence(one.message, one.params))
        return redirect("campaigns:write_letter", record_id, found.kind)
    return redirect("documents:document", document.pk)
