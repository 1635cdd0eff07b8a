"""Pages of a conference: everything inside it, writing its parts, their order, conclusions that become tasks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.campaigns.actions import conclusions as concluding
from binhyen.campaigns.actions import conferences as writing
from binhyen.campaigns.components.conference import (
    CONCLUSIONS,
    LETTER_CHOICES,
    OPEN_TO_POINTS,
    OVERVIEW,
    PROGRAMME,
    TAB_OF,
    TABS,
    Rights,
    conference_page,
)
from binhyen.campaigns.forms.conferences import Offered, PartForm, PlanForm, conclusion_rows
from binhyen.campaigns.letters.bodies import place_name
from binhyen.campaigns.models import Event
from binhyen.campaigns.permissions import may_arrange, may_write_letters
from binhyen.campaigns.queries import conferences as inside
from binhyen.campaigns.queries.conferences import event_seen_by, part_seen_by, parts, parts_seen_by, register_of
from binhyen.campaigns.rules.conference_programme import clock, on_stage
from binhyen.kernel.findings import Refusal, Refused
from binhyen.kernel.trees import is_under
from binhyen.registers.forms.fields import Options
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import offered
from binhyen.registers.queries.places import PlaceChoice, places_offered
from binhyen.registers.rules.fields import FieldKind
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in

_METHODS = ["GET", "HEAD", "POST"]
_PLANS = "plans.plans"
_SEATS = 40
_ORDERED = frozenset({inside.PROGRAMME, inside.PAPERS, inside.HANDINGS, inside.CONCLUSIONS})


def tab_address(event_id: int, tab: str) -> str:
    """Return the address of a tab of a conference's page."""
    return f"{reverse('campaigns:conference', args=[event_id])}?muc={tab}"


@signed_in
@require_safe
def conference(request: Request, record_id: int) -> HttpResponse:
    """Show what is inside an event, tab by tab."""
    event = event_seen_by(request.actor, record_id)
    tab = request.GET.get("muc", OVERVIEW)
    rights = Rights(
        may_arrange(request.actor, event),
        may_add(register_of(inside.POINTS), request.actor),
        may_write_letters(request.actor, event),
    )
    page = conference_page(event, tab if tab in TABS else OVERVIEW, request.actor, rights)
    context = {
        "page": page,
        "event": event,
        "place": place_name(event),
        "letter_kinds": LETTER_CHOICES,
        "seats": Paginator(page.delegates, _SEATS).get_page(request.GET.get("page")),
    }
    return render(request, "campaigns/conference.html", context)


@signed_in
@require_safe
def stage(request: Request, record_id: int) -> HttpResponse:
    """Show in letters for a hall which item runs now and which comes next; the page looks again by itself."""
    event = event_seen_by(request.actor, record_id)
    timed = inside.timed(event, parts_seen_by(inside.PROGRAMME, record_id, request.actor))
    at = timezone.localtime(request.now)
    now, after = on_stage(timed, at.hour * 60 + at.minute)
    context = {"event": event, "running": now, "after": after, "clock": clock(at.hour * 60 + at.minute)}
    return render(request, "campaigns/stage.html", context)


@signed_in
@require_safe
def part(request: Request, part_id: int) -> HttpResponse:
    """Lead from a part of an event to its tab."""
    for code in TAB_OF:
        row = next(iter(part_seen_by(code, part_id, request.actor)), None)
        if row is not None:
            return redirect(f"{tab_address(row.event_id, TAB_OF[code])}#p{part_id}")
    raise Http404


@signed_in
@require_http_methods(_METHODS)
def add_part(request: Request, record_id: int, kind: str) -> HttpResponse:
    """Write a part of an event: of its own place, or of a connected point's."""
    event = event_seen_by(request.actor, record_id)
    register = _register(kind)
    _require_writer(request, register, event)
    form = PartForm(
        request.POST or None, register, event, _options(request, register, event), _places(request, register, event)
    )
    if form.is_valid():
        place = form.place() or _place(request, event)
        try:
            writing.add_parts(
                code=register.code, event=event, rows=[form.row()], by=request.actor, at=request.now, place_id=place
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The entry was written down."))
            again = "again" in request.POST
            return redirect(request.path if again else tab_address(event.record_id, TAB_OF[register.code]))
    context = {
        "event": event,
        "register": register,
        "form": form,
        "back": tab_address(record_id, TAB_OF[register.code]),
    }
    return render(request, "campaigns/add_part.html", context, status=409 if form.errors else 200)


def _register(kind: str) -> Register:
    code = f"campaigns.{kind}"
    if code not in TAB_OF:
        raise Http404
    return register_of(code)


def _require_writer(request: Request, register: Register, event: Event) -> None:
    """Refuse who writes neither for the event's place nor for a point of it."""
    own = may_arrange(request.actor, event)
    if not own and register.code in OPEN_TO_POINTS:
        own = may_add(register, request.actor)
    own.require()


def _place(request: Request, event: Event) -> int:
    """Return the event's place, or the own one of a post at a connected point."""
    return event.place_id if request.actor.covers(event.place_path) else request.actor.place_id


def _places(request: Request, register: Register, event: Event) -> list[PlaceChoice]:
    """Return the places that a connected point may have: those of the event that the post covers."""
    if register.code != inside.POINTS:
        return []
    offered_here = places_offered(register, request.actor, event.since)
    return [one for one in offered_here if is_under(one.path, event.place_path)]


def _options(request: Request, register: Register, event: Event) -> Options:
    """Return the records that a part may name: points of the same event, and entries of other registers."""
    wanted = {one.of for one in register.fields if one.kind is FieldKind.RECORD} - {inside.EVENTS, inside.POINTS}
    found = {code: offered(registers()[code], request.actor) for code in wanted if code in registers()}
    points = parts_seen_by(inside.POINTS, event.record_id, request.actor)
    return {**found, inside.POINTS: [row.record for row in points]} if points else found


@signed_in
@require_POST
def lay_out_programme(request: Request, record_id: int) -> HttpResponse:
    """Write the usual order of this kind of event as its programme."""
    event = event_seen_by(request.actor, record_id)
    try:
        made = writing.lay_out_programme(event=event, by=request.actor, at=request.now)
    except Refused as refusal:
        one = refusal.findings[0]
        messages.error(request, sentence(one.message, one.params))
    else:
        messages.success(request, gettext("Items laid out: %(count)s.") % {"count": len(made)})
    return redirect(tab_address(record_id, PROGRAMME))


@signed_in
@require_POST
def move_part(request: Request, record_id: int, part_id: int) -> HttpResponse:
    """Put a part one place earlier or later."""
    event = event_seen_by(request.actor, record_id)
    code = next((one for one in _ORDERED if parts(one, record_id).filter(record_id=part_id).exists()), None)
    if code is None:
        raise Http404
    up = request.POST.get("way") == "up"
    writing.move_part(code=code, event=event, record_id=part_id, up=up, by=request.actor, at=request.now)
    return redirect(f"{tab_address(record_id, TAB_OF[code])}#p{part_id}")


@signed_in
@require_http_methods(_METHODS)
def conclude(request: Request, record_id: int) -> HttpResponse:
    """Write conclusions down in rows and make tasks of them in the same step."""
    event = event_seen_by(request.actor, record_id)
    register = register_of(inside.CONCLUSIONS)
    may_arrange(request.actor, event).require()
    waiting = [row for row in parts(inside.CONCLUSIONS, record_id) if row.task_id is None]
    choices = Offered(places_offered(register, request.actor, request.now.date()), _plans(request))
    rows = conclusion_rows(request.POST or None, waiting, choices, event.place_id, _answering(request, record_id))
    plan = PlanForm(request.POST or None, choices.plans)
    valid = [row.is_valid() for row in rows]
    if plan.is_valid() and all(valid):
        said = [one for row in rows if (one := row.concluded())]
        try:
            kept, tasks = concluding.conclude(
                event=event, rows=said, plan_id=plan.plan_id(), by=request.actor, at=request.now
            )
        except Refusal as refusal:
            add_refusal(plan, refusal)
        else:
            text = gettext("%(kept)s conclusions were written down, %(tasks)s became tasks.")
            messages.success(request, text % {"kept": kept, "tasks": tasks})
            return redirect(tab_address(record_id, CONCLUSIONS))
    context = {"event": event, "rows": rows, "plan": plan, "back": tab_address(record_id, CONCLUSIONS)}
    return render(request, "campaigns/conclude.html", context, status=409 if plan.errors else 200)


def _answering(request: Request, record_id: int) -> inside.Row | None:
    """Return the proposal that the address names, if it is of this event and was accepted."""
    word = request.GET.get("kien-nghi", "")
    rows = parts(inside.PROPOSALS, record_id).filter(state="accepted")
    return rows.filter(record_id=int(word)).first() if word.isdecimal() else None


def _plans(request: Request) -> list[tuple[int, str]]:
    if _PLANS not in registers():
        return []
    return [(one.pk, one.title) for one in offered(registers()[_PLANS], request.actor, most=60)]
