"""One entry: its page, writing it down, changing it, its steps, taking it back, its history."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal, Refused
from binhyen.registers.actions import stepping, writing
from binhyen.registers.components.entry import entry_page
from binhyen.registers.components.history import Altered, altered, versions_of
from binhyen.registers.forms.entry import EntryForm, ReasonForm, StepForm
from binhyen.registers.forms.fields import Options
from binhyen.registers.permissions import may_add, may_change
from binhyen.registers.queries.declared import Register, register_at, registers, rows_of
from binhyen.registers.queries.entries import entry_seen_by, facts_of, history_of, offered, record_seen_by, row_of
from binhyen.registers.queries.places import places_offered
from binhyen.registers.rules.facts import Facts, Value
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import StepKind
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in

_CHANGED = "registers.changed_meanwhile"


@signed_in
@require_safe
def entry(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Show an entry; where its storey has a page of its own, lead there."""
    register = register_at(slug)
    if register.page:
        return redirect(register.href_of(record_id))
    page = entry_page(register, record_id, request.actor, request.now)
    return render(request, "registers/entry.html", {"page": page})


def _options(request: Request, fields: tuple[Field, ...], said: Facts | None = None) -> Options:
    """Return the records that fields may name; those that an address or the entry itself names are among them."""
    named: dict[str, set[int]] = {one.of: set() for one in fields if one.kind is FieldKind.RECORD}
    for one in fields:
        if one.kind is FieldKind.RECORD and said is not None:
            named[one.of].add(said.number(one.name))
    known = registers()
    return {code: offered(known[code], request.actor, named=ids) for code, ids in named.items() if code in known}


def _begun(request: Request, register: Register) -> Facts:
    """Return what the address says of an entry that is to be written: the choice made, the parent, the place."""
    values: dict[str, Value] = _named(request, register)
    chosen, parent, place = (request.GET.get(name, "") for name in (register.chosen_by or "-", "cha", "noi"))
    if chosen and chosen in register.by_name[register.chosen_by].choices:
        values[register.chosen_by] = chosen
    known = record_seen_by(request.actor, int(parent)) if register.parent and parent.isdecimal() else None
    if known is not None:
        values[register.parent] = known.pk
    at = int(place) if place.isdecimal() else known.place_id if known else request.actor.place_id
    return Facts(at, values)


def _named(request: Request, register: Register) -> dict[str, Value]:
    """Return what the address says of fields by their names: choices, days, records."""
    found: dict[str, Value] = {}
    for one in register.fields:
        text = request.GET.get(one.name, "")
        if one.kind is FieldKind.CHOICE and text in one.choices:
            found[one.name] = text
        elif one.kind is FieldKind.RECORD and text.isdecimal():
            found[one.name] = int(text)
        elif one.kind is FieldKind.DATE and text:
            found[one.name] = _day(text)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, slug: str) -> HttpResponse:
    """Write an entry down; where the register asks for a choice first, ask it first."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    said = _begun(request, register)
    if register.chosen_by and not said.text(register.chosen_by) and request.method != "POST":
        context = {"register": register, "choices": _choices(register), "kept": _kept(request, register)}
        return render(request, "registers/choose.html", context)
    form = _form(request, register, said)
    if form.is_valid():
        try:
            made = writing.write_entry(register=register, draft=form.draft(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The entry was written down."))
            return redirect(register.href_of(made.record_id))
    context = {"register": register, "form": form, "title": gettext("Write down")}
    return render(request, "registers/form.html", context, status=409 if form.errors else 200)


def _kept(request: Request, register: Register) -> str:
    """Return the rest of the address: the parent, the place, fields by their names."""
    kept = {name: request.GET[name] for name in ("cha", "noi", *register.by_name) if name in request.GET}
    return f"&{urlencode(kept)}" if kept else ""


def _choices(register: Register) -> list[tuple[str, str]]:
    return [(code, gettext(name)) for code, name in register.by_name[register.chosen_by].choices.items()]


def _form(request: Request, register: Register, said: Facts, base: int | None = None) -> EntryForm:
    places = places_offered(register, request.actor, request.now.date())
    options = _options(request, register.fields, said)
    return EntryForm(request.POST or None, register, places, options, said, base)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Change what is said of an entry; what somebody else changed meanwhile is shown beside it."""
    register = register_at(slug)
    row = entry_seen_by(register, request.actor, record_id)
    may_change(register, request.actor, row.record).require()
    form, met = _form(request, register, facts_of(register, row), row.pk), None
    if form.is_valid():
        try:
            draft = form.draft(record_id)
            writing.write_entry(register=register, draft=draft, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
            met = _met(request, register, form, record_id) if refusal.code == _CHANGED else None
        else:
            messages.success(request, gettext("The entry was changed."))
            return redirect(register.href_of(record_id))
    context = {"register": register, "form": form, "title": row.title, "record": row.record, "met": met}
    return render(request, "registers/form.html", context, status=409 if form.errors else 200)


def _met(request: Request, register: Register, form: EntryForm, record_id: int) -> list[Altered]:
    """Say what somebody else changed since the form was opened; sent again, the form is written over that."""
    now = entry_seen_by(register, request.actor, record_id)
    then = rows_of(register).filter(record_id=record_id, pk=form.cleaned_data["base"]).first()
    form.rest_on(now.pk)
    return [] if then is None else altered(register, facts_of(register, now), facts_of(register, then), request.actor)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, slug: str, record_id: int, code: str) -> HttpResponse:
    """Write down a step of an entry's life."""
    register = register_at(slug)
    row = entry_seen_by(register, request.actor, record_id)
    kind = _kind(register, code)
    form = StepForm(request.POST or None, kind, _options(request, kind.fields), on=request.now.date())
    if form.is_valid():
        try:
            stepping.take_step(
                register=register, record_id=record_id, step=form.step(), by=request.actor, at=request.now
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The step was written down."))
            return redirect(register.href_of(record_id))
    context = {"register": register, "form": form, "row": row, "kind": kind}
    return render(request, "registers/step.html", context, status=409 if form.errors else 200)


def _kind(register: Register, code: str) -> StepKind:
    kind = register.life.kind(code)
    if kind is None:
        raise Http404
    return kind


@signed_in
@require_POST
def drop_step(request: Request, slug: str, record_id: int, step_id: int) -> HttpResponse:
    """Take the last step back."""
    register = register_at(slug)
    entry_seen_by(register, request.actor, record_id)
    try:
        stepping.drop_step(register=register, record_id=record_id, step_id=step_id, by=request.actor, at=request.now)
    except Refused as refusal:
        one = refusal.findings[0]
        messages.error(request, sentence(one.message, one.params))
    else:
        messages.success(request, gettext("The step was taken back."))
    return redirect(register.href_of(record_id))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Take a whole entry back, with a reason."""
    register = register_at(slug)
    row = entry_seen_by(register, request.actor, record_id)
    may_change(register, request.actor, row.record).require()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            writing.take_back(register=register, record_id=record_id, reason=reason, by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The entry was taken back; it is counted no more."))
            return redirect("registers:history", slug, record_id)
    context = {"register": register, "form": form, "row": row}
    return render(request, "registers/take_back.html", context, status=409 if form.errors else 200)


@signed_in
@require_POST
def put_back(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Let an entry that was taken back hold again."""
    register = register_at(slug)
    row_of(register, request.actor, record_id)
    try:
        writing.put_back(register=register, record_id=record_id, by=request.actor, at=request.now)
    except Refused as refusal:
        for one in refusal.findings:
            messages.error(request, sentence(one.message, one.params))
        return redirect("registers:history", slug, record_id)
    messages.success(request, gettext("The entry holds again."))
    return redirect(register.href_of(record_id))


@signed_in
@require_safe
def history(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Show everything that was said of an entry, also of one that was taken back."""
    register = register_at(slug)
    last = row_of(register, request.actor, record_id)
    context = {
        "register": register,
        "row": last,
        "record": last.record,
        "versions": versions_of(register, history_of(register, record_id), request.actor),
        "may_change": may_change(register, request.actor, last.record),
    }
    return render(request, "registers/history.html", context)
