"""A draft as its pages load it, a change to it as they save it, and what they answer when two officers meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from binhyen.indicators.actions.forms import save_draft
from binhyen.indicators.components.forms import (
    draft_sections,
    errors_in,
    frame_of,
    loose_findings,
    said_changes,
    unplaced,
)
from binhyen.indicators.models import FormVersion
from binhyen.indicators.permissions import may_build_forms
from binhyen.indicators.queries.building import SeenForm, findings_of, form_seen_by, last_writing
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.differing import differences
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.trees import node_of
from binhyen.ui.http import Request

_CHANGED = "indicators.draft_changed"
Change = Callable[[FormContent], FormContent]


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being written."""

    seen: SeenForm
    version: FormVersion
    content: FormContent

    @property
    def base(self) -> str:
        """What a change is made on."""
        return self.version.content_hash

    @property
    def before(self) -> FormContent | None:
        """The version that it will follow."""
        return content_of(self.seen.before) if self.seen.before else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands against publishing it."""
        return findings_of(self.content, self.before)


def may_build(actor: Actor, seen: SeenForm) -> Decision:
    """May this person build the versions of a form? Shipped ones are nobody's."""
    path = next((scope for scope in actor.scopes if node_of(scope) == seen.form.province_id), "")
    return may_build_forms(actor, path)


def draft_of(request: Request, form_code: str) -> Draft:
    """Return the draft of a form; 404 where there is none for this person."""
    seen = form_seen_by(request.actor, form_code)
    may_build(request.actor, seen).require()
    if seen.draft is None:
        raise Http404
    return Draft(seen, seen.draft, content_of(seen.draft))


def saved(request: Request, draft: Draft, change: Change) -> HttpResponse | None:
    """Save a change; return the page of two officers who met, or nothing when it was saved.

    Raises what else is refused.
    """
    base = request.POST.get("base", "")
    try:
        if base == draft.base:
            content = change(draft.content)
            save_draft(version_id=draft.version.pk, content=content, base=base, by=request.actor, at=request.now)
            return None
    except Refused as refusal:
        if refusal.code != _CHANGED:
            raise
    return _meeting(request, draft_of(request, draft.seen.form.code), change)


def _meeting(request: Request, draft: Draft, change: Change) -> HttpResponse:
    """Show the draft as somebody else left it, and this person's change on it; nothing was saved."""
    try:
        mine, findings = change(draft.content), tuple[Finding, ...]()
    except Refused as refusal:
        mine, findings = draft.content, refusal.findings
    kept = [(name, value) for name, given in request.POST.lists() for value in given]
    context = {
        "draft": draft,
        "writing": last_writing(draft.version),
        "changes": said_changes(differences(draft.content, mine)),
        "findings": unplaced(findings),
        "kept": [(name, value) for name, value in kept if name not in {"base", "csrfmiddlewaretoken"}],
    }
    return render(request, "indicators/draft_conflict.html", context, status=409)


def show_draft(request: Request, draft: Draft, refused: Sequence[Finding] = ()) -> HttpResponse:
    """Show the builder, with what was refused at its head."""
    findings = draft.findings
    context = {
        "draft": draft,
        "sections": draft_sections(draft.content, findings),
        "loose": loose_findings(draft.content, findings),
        "errors": errors_in(findings),
        "glance": frame_of(draft.content),
        "refused": unplaced(refused),
    }
    return render(request, "indicators/edit_form.html", context, status=409 if refused else 200)
