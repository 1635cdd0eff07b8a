"""Pages of the form builder for provincial officers. Each button is a form that a browser without scripts can send."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.indicators.actions import forms as writes
from binhyen.indicators.components.forms import cell_name, errors_in, group_choices, said_changes, unplaced
from binhyen.indicators.forms.building import (
    FrameForm,
    LineForm,
    NewFormForm,
    chosen,
    line_of,
    line_step,
    section_step,
)
from binhyen.indicators.letters import official_page
from binhyen.indicators.permissions import may_build_forms
from binhyen.indicators.queries.building import form_seen_by, forms_listed_for, offered, province_of
from binhyen.indicators.queries.explained import dims_of
from binhyen.indicators.queries.packs import catalogue, dims
from binhyen.indicators.rules.differing import differences
from binhyen.indicators.rules.editing import add_lines
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.views.showing import Change, Draft, draft_of, may_build, saved, show_draft
from binhyen.kernel.findings import Finding, Refused
from binhyen.ui.http import Request, signed_in, wants_fragment

_FORM = ["GET", "HEAD", "POST"]
_OFFERS = 30


@signed_in
@require_http_methods(_FORM)
def new_form(request: Request) -> HttpResponse:
    """Begin a form of the province: blank, or as a copy of another one."""
    may_build_forms(request.actor, request.actor.place_path).require()
    province = province_of(request.actor)
    if province is None:
        raise Http404
    sources = {one.form.code: one for one in forms_listed_for(request.actor)}
    choices = [(code, one.form.name) for code, one in sources.items()]
    data = request.POST if request.method == "POST" else None
    form = NewFormForm(data, choices, initial={"copied_from": request.GET.get("tu", "")})
    if form.is_valid():
        source = form.cleaned_data["copied_from"]
        version = form_seen_by(request.actor, source).shown if source else None
        wanted = writes.NewForm(province, form.cleaned_data["name"], version)
        try:
            made = writes.create_form(wanted=wanted, by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("indicators:edit_form", made.form.code)
    return render(request, "indicators/new_form.html", {"form": form}, status=409 if form.errors else 200)


@signed_in
@require_POST
def begin_draft(request: Request, form_code: str) -> HttpResponse:
    """Begin the next version of a form."""
    seen = form_seen_by(request.actor, form_code)
    may_build(request.actor, seen).require()
    writes.begin_draft(form_id=seen.form.pk, by=request.actor, at=request.now)
    return redirect("indicators:edit_form", form_code)


@signed_in
@require_safe
def edit_form(request: Request, form_code: str) -> HttpResponse:
    """Show the draft with its sections, lines and what stands against publishing it."""
    return show_draft(request, draft_of(request, form_code))


def _done(form_code: str, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('indicators:edit_form', args=[form_code])}#{anchor}")


def _stepped(request: Request, form_code: str, step: Callable[[QueryDict], Change], anchor: str) -> HttpResponse:
    draft = draft_of(request, form_code)
    try:
        return saved(request, draft, step(request.POST)) or _done(form_code, anchor)
    except Refused as refusal:
        return show_draft(request, draft, refusal.findings)


@signed_in
@require_POST
def arrange_lines(request: Request, form_code: str) -> HttpResponse:
    """Move a line up or down, take it out, or put all into the order they were dragged to."""
    key = request.POST.get("up") or request.POST.get("down") or ""
    anchor = f"dong-{key}" if key else f"muc-{request.POST.get('section', '')}"
    return _stepped(request, form_code, line_step, anchor)


@signed_in
@require_POST
def change_section(request: Request, form_code: str) -> HttpResponse:
    """Add, rename, move or take out a section."""
    given = request.POST
    key = given.get("rename") or given.get("up") or given.get("down") or ""
    return _stepped(request, form_code, section_step, f"muc-{key}" if key else "muc-moi")


@signed_in
@require_http_methods(_FORM)
def form_settings(request: Request, form_code: str) -> HttpResponse:
    """Change the frame: title, who fills it in, how often, over which days, until when."""
    draft = draft_of(request, form_code)
    form = FrameForm(request.POST if request.method == "POST" else None, draft.content)
    if form.is_valid():
        try:
            return saved(request, draft, form.change()) or _done(form_code, "khung")
        except Refused as refusal:
            add_refusal(form, refusal)
    context = {"draft": draft, "form": form}
    return render(request, "indicators/form_settings.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(_FORM)
def edit_line(request: Request, form_code: str, line_key: str) -> HttpResponse:
    """Change a line's code, label and unit, and whether it must be filled in."""
    draft = draft_of(request, form_code)
    try:
        line = line_of(draft.content, line_key)
    except Refused:
        raise Http404 from None
    form = LineForm(request.POST if request.method == "POST" else None, line)
    if form.is_valid():
        try:
            return saved(request, draft, form.change()) or _done(form_code, f"dong-{form.cleaned_data['key']}")
        except Refused as refusal:
            add_refusal(form, refusal)
    context = {"draft": draft, "form": form, "line": line, "asks": cell_name(line.cell)}
    context["indicator"] = catalogue().find(line.cell.indicator)
    return render(request, "indicators/edit_line.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(_FORM)
def choose_indicators(request: Request, form_code: str) -> HttpResponse:
    """Choose indicators from the catalogue for a section: searched without diacritics, whole or split."""
    draft = draft_of(request, form_code)
    if request.method == "POST":
        return _added(request, draft)
    context = _offers(request, draft)
    if wants_fragment(request):
        part = "split" if context["split"] else "offered"
        return render(request, f"indicators/parts/{part}.html", context)
    return render(request, "indicators/choose_indicators.html", context)


def _offers(request: Request, draft: Draft) -> dict[str, object]:
    given = request.GET
    section = _section(draft.content, given.get("muc", ""))
    rows = offered(draft.content, given.get("q", ""))
    group = given.get("nhom", "")
    split = catalogue().find(given.get("tach", ""))
    shown = [one for one in rows if group in ("", one.indicator.group)]
    return {
        "draft": draft,
        "section": section,
        "groups": group_choices(rows),
        "group": group,
        "search": given.get("q", ""),
        "page": Paginator(shown, _OFFERS).get_page(given.get("page")),
        "split": split if split and split.in_forms else None,
        "splits": dims_of(split) if split else (),
    }


def _section(content: FormContent, key: str) -> str:
    keys = [section.key for section in content.sections]
    return key if key in keys else next(iter(reversed(keys)), "")


def _added(request: Request, draft: Draft) -> HttpResponse:
    """Put what was ticked into the section, and stay on the page."""
    section, codes = request.POST.get("muc", ""), draft.seen.codes
    try:
        asked = chosen(request.POST)
        met = saved(request, draft, lambda form: add_lines(form, section, asked, dims(), codes))
    except Refused as refusal:
        context = {**_offers(request, draft), "section": section, "refused": unplaced(refusal.findings)}
        return render(request, "indicators/choose_indicators.html", context, status=409)
    if met is None:
        text = gettext("Section %(section)s has what was ticked (%(count)s).")
        messages.success(request, text % {"count": len(asked), "section": section})
    query = request.GET.copy()
    for word in ("tach", "page"):
        query.pop(word, None)
    query["muc"] = section
    return met or redirect(f"{request.path}?{query.urlencode()}")


@signed_in
@require_http_methods(_FORM)
def publish_form(request: Request, form_code: str) -> HttpResponse:
    """Show what publishing changes and what it leaves alone, then put the draft in use."""
    draft = draft_of(request, form_code)
    refused: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            writes.publish_version(
                version_id=draft.version.pk, base=request.POST.get("base", ""), by=request.actor, at=request.now
            )
        except Refused as refusal:
            refused = refusal.findings
        else:
            messages.success(request, gettext("Version %(number)s is in use.") % {"number": draft.version.number})
            return redirect("indicators:report_form", form_code)
    findings = draft.findings
    context = {
        "draft": draft,
        "changes": said_changes(differences(draft.before, draft.content)) if draft.before else None,
        "findings": unplaced(findings),
        "errors": errors_in(findings),
        "refused": unplaced(one for one in refused if one not in findings),
        "paper": official_page(draft.content),
    }
    return render(request, "indicators/publish_form.html", context, status=409 if refused else 200)


@signed_in
@require_POST
def drop_draft(request: Request, form_code: str) -> HttpResponse:
    """Throw the draft away."""
    draft = draft_of(request, form_code)
    writes.drop_draft(version_id=draft.version.pk, by=request.actor, at=request.now)
    messages.success(request, gettext("The draft was dropped. What is in use stays as it is."))
    if draft.seen.before is None:
        return redirect("indicators:report_forms")
    return redirect("indicators:report_form", form_code)
