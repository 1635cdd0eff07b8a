"""Texts that came in: the list with the form, the desk, confirming, discarding; and sentences that are kept."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.indicators.queries.forms import lines_of
from binhyen.kernel.findings import Refused
from binhyen.narrative.actions import deciding, ending
from binhyen.narrative.actions.incoming import take_text
from binhyen.narrative.components.confirming import cell_rows, kept_row, kept_view
from binhyen.narrative.components.proposals import Typed, flags_in_words
from binhyen.narrative.components.reading_desk import Asked, DeskPage
from binhyen.narrative.forms.texts import TextForm, answers_of, choices_of, number_of
from binhyen.narrative.models import IncomingText
from binhyen.narrative.queries.confirming import NO_ANSWERS, Answers, plan_of
from binhyen.narrative.queries.incoming import (
    enters,
    kept_beside,
    kept_of_report,
    kept_seen_by,
    text_seen_by,
    texts_open_to,
    writable_reports,
)
from binhyen.narrative.queries.proposals import Desk, desk_of
from binhyen.narrative.rules import addresses
from binhyen.narrative.rules.deciding import TAKEN
from binhyen.narrative.rules.forgetting import TextLife, days_left
from binhyen.narrative.rules.ordering import Part
from binhyen.reports.components.workbooks import title_of
from binhyen.reports.permissions import may_enter_somewhere, reads_small
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules import addresses as reports_at
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in, tidies

_PAGE = 40


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@tidies("pasted")
def incoming_texts(request: Request) -> HttpResponse:
    """List a person's open texts with the days that are left, and take another."""
    may_enter_somewhere(request.actor).require()
    day = request.now.date()
    named = number_of(request.GET.get("bao_cao", "")) or None
    reports = writable_reports(request.actor, day, named)
    if request.method == "POST":
        form = TextForm(request.POST, request.FILES, reports)
        if form.is_valid():
            try:
                text = take_text(arrived=form.arrived(), by=request.actor, at=request.now)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                return redirect("narrative:reading_desk", text.pk)
    else:
        form = TextForm(None, None, reports, initial={"report_id": named, "about_date": day})
    texts = [(one, title_of(one.report), days_left(one.forget_on, day)) for one in texts_open_to(request.actor, day)]
    context = {"form": form, "texts": texts, "reports": reports}
    return render(request, "narrative/incoming_texts.html", context, status=409 if form.errors else 200)


@signed_in
@require_safe
def reading_desk(request: Request, text_id: int) -> HttpResponse:
    """Show a text beside what was read in it; of one that has ended, what became of it."""
    text = text_seen_by(request.actor, text_id, request.now.date())
    if text.state != TextLife.OPEN:
        context = {"text": text, "title": title_of(text.report), "report_href": reports_at.report(text.report_id)}
        return render(request, "narrative/ended_text.html", context)
    asked = Asked(number_of(request.GET.get("trang", "")), number_of(request.GET.get("so", "")))
    return _desk(request, desk_of(text), asked)


def _desk(request: Request, desk: Desk, asked: Asked, wrong: str = "") -> HttpResponse:
    text, day = desk.text, request.now.date()
    context = {
        "text": text,
        "title": title_of(text.report),
        "page": DeskPage(desk, asked),
        "enters": enters(request.actor, text.report, day),
        "remarks": flags_in_words(text.remarks),
        "days": days_left(text.forget_on, day),
        "taken": len(desk.numbers(Part.TAKEN)),
        "report_href": reports_at.report(text.report_id),
        "wrong": wrong,
    }
    return render(request, "narrative/reading_desk.html", context, status=409 if wrong or asked.typed else 200)


@signed_in
@require_POST
def decide_proposals(request: Request, text_id: int) -> HttpResponse:
    """Note what was said to figures, and show the next one."""
    text = text_seen_by(request.actor, text_id, request.now.date())
    desk, sent = desk_of(text), request.POST
    page, now = number_of(sent.get("trang", "")), number_of(sent.get("dang", ""))
    try:
        choices = choices_of(sent, desk)
        deciding.decide(text_id=text.pk, choices=choices, by=request.actor, at=request.now)
    except Refused as refusal:
        found = refusal.findings[0]
        words = sentence(found.message, found.params)
        fields = (sent.get("chi_tieu", ""), sent.get("muc_do", ""), sent.get("so_lieu", ""))
        typed = Typed(now, *fields, words) if "lay" in sent and now else None
        return _desk(request, desk, Asked(page, now, typed), "" if typed else words)
    done = {choice.number for choice in choices}
    return redirect(_next(text, page, now if now not in done else 0))


def _next(text: IncomingText, page: int, figure: int) -> str:
    """Return the desk at the figure that is still looked at, or at the next one."""
    at = reverse("narrative:reading_desk", args=[text.pk])
    if figure:
        return f"{at}?trang={page or 1}&so={figure}#s{figure}"
    return f"{at}?trang={page}#xem" if page else f"{at}#xem"


@signed_in
@require_POST
def keep_words(request: Request, text_id: int) -> HttpResponse:
    """Keep an outcome without a number in its author's words, or let it go."""
    start, keep = number_of(request.POST.get("loi", "")), request.POST.get("giu") == "1"
    deciding.keep_words(text_id=text_id, start=start, keep=keep, by=request.actor, at=request.now)
    page = number_of(request.POST.get("trang", "")) or 1
    return redirect(f"{reverse('narrative:reading_desk', args=[text_id])}?trang={page}#loi")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_text(request: Request, text_id: int) -> HttpResponse:
    """Show what would be written into the report, and write it."""
    text = text_seen_by(request.actor, text_id, request.now.date())
    if text.state != TextLife.OPEN:
        return redirect("narrative:reading_desk", text.pk)
    if request.method != "POST":
        return _preview(request, text)
    answers = answers_of(request.POST)
    try:
        done = ending.confirm_text(text_id=text.pk, by=request.actor, at=request.now, answers=answers)
    except Refused as refusal:
        return _preview(request, text, answers, refusal)
    messages.success(request, f"{_told(done.cells)} {gettext('The text is deleted.')}")
    return redirect(reports_at.report(done.report_id))


def _told(cells: int) -> str:
    """Say how many cells were written."""
    if not cells:
        return gettext("No cell had to change; the sentences are kept.")
    said = ngettext("%(count)s cell was written from the text.", "%(count)s cells were written from the text.", cells)
    return said % {"count": cells}


def _preview(
    request: Request, text: IncomingText, answers: Answers = NO_ANSWERS, refusal: Refused | None = None
) -> HttpResponse:
    desk = desk_of(text)
    plan = plan_of(desk, answers)
    waiting = desk.numbers(Part.LOOK, Part.SURE)
    at_cells = {one.code for one in plan.findings}
    others = [one for one in refusal.findings if one.code not in at_cells] if refusal else []
    rows = cell_rows(plan, text.report_id, answers)
    context = {
        "text": text,
        "title": title_of(text.report),
        "rows": rows,
        "asked": any(row.may_stay for row in rows),
        "ask_once": sum(row.asks for row in rows) > 1,
        "stuck": sum(row.stuck for row in rows) if refusal else 0,
        "reason": answers.reason,
        "words": [text.text[start:end] for start, end in text.kept_words],
        "waiting": len(waiting),
        "findings": others,
        "writes": len(plan.to_write),
        "desk_href": addresses.incoming_text(text.pk),
        "taken": sum(row.decision in TAKEN for row in desk.rows),
    }
    return render(request, "narrative/confirm_text.html", context, status=409 if refusal else 200)


@signed_in
@require_POST
def discard_text(request: Request, text_id: int) -> HttpResponse:
    """Delete a text with everything that was read in it."""
    ending.discard_text(text_id=text_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The text is deleted; nothing of it was written."))
    return redirect("narrative:incoming_texts")


@signed_in
@require_safe
def kept_sentences(request: Request) -> HttpResponse:
    """List the sentences that were kept for a report, to whoever sees it."""
    day = request.now.date()
    report = report_seen_by(request.actor, number_of(request.GET.get("bao_cao", "")), day)
    delegated = delegated_paths(request.actor, day) if request.actor.post_id else ()
    page = Paginator(kept_of_report(report.pk), _PAGE).get_page(request.GET.get("page"))
    lines = lines_of(report.collection.version)
    small = reads_small(request.actor, report, delegated)
    context = {
        "title": title_of(report),
        "report_href": reports_at.report(report.pk),
        "rows": [kept_row(one, lines, small=small) for one in page.object_list],
        "page": page,
    }
    return render(request, "narrative/kept_sentences.html", context)


@signed_in
@require_safe
def kept_sentence(request: Request, kept_id: int) -> HttpResponse:
    """Show the sentence from which a figure was taken, to whoever sees its report."""
    day = request.now.date()
    kept = kept_seen_by(request.actor, kept_id, day)
    delegated = delegated_paths(request.actor, day) if request.actor.post_id else ()
    context = {
        "kept": kept,
        "view": kept_view(kept),
        "title": title_of(kept.report),
        "report_href": reports_at.report(kept.report_id),
        "beside": [(one, kept_view(one)) for one in kept_beside(kept)],
        "who": titles_of_posts([kept.by_post]).get(kept.by_post, ""),
        "hidden": kept.small and not reads_small(request.actor, kept.report, delegated),
    }
    return render(request, "narrative/kept_sentence.html", context)
