"""Forms put in use: those shipped with the software, and the drafts and versions of a province's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.accounts.queries import place_path
from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.files.actions import Upload, receive
from binhyen.indicators.models import Cell, Form, FormVersion
from binhyen.indicators.permissions import may_build_forms, may_install_forms
from binhyen.indicators.queries.building import SUBJECT, codes_taken, findings_of, shelf
from binhyen.indicators.queries.forms import content_of, ids_of, shipped_forms
from binhyen.indicators.queries.own_files import spots_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.editing import blank_form
from binhyen.indicators.rules.forming import form_findings, new_faults
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.naming import form_code
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.templates import template_findings
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop


@transaction.atomic
def ensure_cells(keys: Iterable[CellKey]) -> Mapping[CellKey, int]:
    """Return the ids of cells, making those that are not there yet. Cells say nothing by themselves: no audit."""
    wanted = list(dict.fromkeys(keys))
    known = ids_of(wanted)
    missing = [key for key in wanted if key not in known]
    if not missing:
        return known
    lock("indicators.cells")
    Cell.objects.bulk_create((Cell(indicator=key.indicator, dims=key.dims) for key in missing), ignore_conflicts=True)
    return ids_of(wanted)


# ------------------------------------------------------------------ shipped with the software


def install_shipped_forms(*, by: Actor, at: datetime) -> list[FormVersion]:
    """Publish every shipped form; doing so again changes nothing, and a changed one becomes a new version.

    Forbidden for persons. Refused with what stands against a form.
    """
    may_install_forms(by).require()
    return [_install(code, form, by=by, at=at) for code, form in shipped_forms().items()]


@transaction.atomic
def _install(code: str, content: FormContent, *, by: Actor, at: datetime) -> FormVersion:
    refuse(form_findings(content, shelf()))
    lock(f"indicators.form.{code}")
    form, _ = Form.objects.get_or_create(
        code=code, defaults={"name": content.title, "created_by_account": by.account_id, "created_at": at}
    )
    found = form.versions.filter(content_hash=form_hash(content), state=FormState.PUBLISHED).first()
    if found is not None:
        return found
    return _put_in_use(_version(form, content, by=by, at=at), by=by, at=at)


# ------------------------------------------------------------------ a province's own


@dataclass(frozen=True, slots=True)
class NewForm:
    """What a new form begins with: its name, and the version whose lines it takes over (None: a blank one)."""

    province_id: int
    name: str
    copied_from: FormVersion | None = None


@transaction.atomic
def create_form(*, wanted: NewForm, by: Actor, at: datetime) -> FormVersion:
    """Begin a province's own form with a draft, blank or as a copy.

    Forbidden outside the own province; refused with `indicators.form_unnamed` without a name.
    """
    path = place_path(wanted.province_id, timezone.localdate(at))
    may_build_forms(by, path).require()
    name = " ".join(wanted.name.split())
    if not name:
        message = gettext_noop("Give the form a name by which it is found in the list.")
        raise Refused(Finding("indicators.form_unnamed", message, where="name"))
    lock("indicators.forms")
    stem = form_code(name, wanted.province_id)
    form = Form.objects.create(
        code=form_code(name, wanted.province_id, codes_taken(stem)),
        name=name,
        province_id=wanted.province_id,
        created_by_account=by.account_id,
        created_at=at,
    )
    content = content_of(wanted.copied_from) if wanted.copied_from else blank_form(name)
    made = _version(form, content, by=by, at=at)
    copied = wanted.copied_from.pk if wanted.copied_from else 0
    record(_deed("create_form", made, path, copied_from=copied), by=by, at=at)
    return made


@transaction.atomic
def begin_draft(*, form_id: int, by: Actor, at: datetime) -> FormVersion:
    """Begin the next version of a province's form from its last one; a draft that is there already is taken up.

    Forbidden outside the own province.
    """
    form, path = _own_form(form_id, by, at)
    found = form.versions.filter(state=FormState.DRAFT).first()
    if found is not None:
        return found
    last = form.versions.order_by("-number")[0]
    made = _version(form, content_of(last), last, by=by, at=at)
    record(_deed("begin_draft", made, path, base=last.pk), by=by, at=at)
    return made


@transaction.atomic
def save_draft(*, version_id: int, content: FormContent, base: str, by: Actor, at: datetime) -> FormVersion:
    """Save a draft as it is now; `base` is the hash of what the changes were made on.

    Forbidden outside the own province. Refused with `indicators.not_a_draft` once it was published, with
    `indicators.draft_changed` when somebody else saved in between (nothing of theirs is overwritten), and for what no
    draft may hold.
    """
    draft, path = _draft(version_id, by, at)
    if draft.content_hash != base:
        raise Refused(_changed_meanwhile())
    refuse(new_faults(content_of(draft), content, shelf()))
    _set_content(draft, content)
    draft.save(update_fields=_CONTENT)
    record(_deed("save_draft", draft, path, hash=draft.content_hash, base=base), by=by, at=at)
    return draft


@transaction.atomic
def publish_version(*, version_id: int, base: str, by: Actor, at: datetime) -> FormVersion:
    """Put a draft in use: its content is frozen and the version before retires. What was collected keeps its version.

    Forbidden outside the own province. Refused like saving, with every error that stands against the form, and with
    `indicators.nothing_changed` when it says what the version in use says already.
    """
    draft, path = _draft(version_id, by, at)
    if draft.content_hash != base:
        raise Refused(_changed_meanwhile())
    content = content_of(draft)
    refuse(findings_of(content))
    in_use = FormVersion.objects.filter(form_id=draft.form_id, state=FormState.PUBLISHED).first()
    if in_use is not None and (in_use.content_hash, in_use.template_id) == (draft.content_hash, draft.template_id):
        message = gettext_noop("The draft says what the version in use says already. Change it, or drop the draft.")
        raise Refused(Finding("indicators.nothing_changed", message))
    return _put_in_use(draft, path, by=by, at=at)


@transaction.atomic
def drop_draft(*, version_id: int, by: Actor, at: datetime) -> None:
    """Throw a draft away; a form that was never published goes with it.

    Forbidden outside the own province. Refused with `indicators.not_a_draft` once it was published.
    """
    draft, path = _draft(version_id, by, at)
    record(_deed("drop_draft", draft, path, hash=draft.content_hash), by=by, at=at)
    form = draft.form
    draft.delete()
    if not form.versions.exists():
        form.delete()


@transaction.atomic
def attach_template(*, version_id: int, upload: Upload, by: Actor, at: datetime) -> FormVersion:
    """Keep a province's own .xlsx or .docx with a draft, to give it back filled. What was mapped before stays mapped.

    Forbidden outside the own province. Refused like saving, for what `files.receive` refuses, with
    `indicators.template_type` for another kind of file, and for a file whose cells can't be read.
    """
    draft, path = _draft(version_id, by, at)
    refuse(template_findings(upload.name))
    received = receive(stream=upload.stream, name=upload.name, hint=upload.hint, by=by, at=at)
    draft.template, draft.template_name = received.blob, upload.name[-200:]
    spots_of(draft)
    draft.save(update_fields=["template", "template_name"])
    record(_deed("attach_template", draft, path, sha256=received.blob.sha256), by=by, at=at)
    return draft


@transaction.atomic
def remove_template(*, version_id: int, by: Actor, at: datetime) -> FormVersion:
    """Take the file off a draft. Forbidden outside the own province; refused like saving."""
    draft, path = _draft(version_id, by, at)
    draft.template, draft.template_name = None, ""
    draft.save(update_fields=["template", "template_name"])
    record(_deed("remove_template", draft, path), by=by, at=at)
    return draft


# ------------------------------------------------------------------ steps

_CONTENT = ["title", "filled_by", "period_type", "covers_below", "content", "content_hash"]


def _set_content(version: FormVersion, content: FormContent) -> None:
    version.title, version.filled_by, version.period_type = content.title, content.filled_by, content.period_type
    version.covers_below = content.covers_below
    version.content, version.content_hash = form_to_data(content), form_hash(content)


def _version(
    form: Form, content: FormContent, last: FormVersion | None = None, *, by: Actor, at: datetime
) -> FormVersion:
    number = form.versions.count() + 1
    made = FormVersion(form=form, number=number, created_by_account=by.account_id, created_at=at)
    _set_content(made, content)
    if last is not None:
        made.template_id, made.template_name = last.template_id, last.template_name
    made.save()
    return made


def _put_in_use(version: FormVersion, path: str = "", *, by: Actor, at: datetime) -> FormVersion:
    ensure_cells(content_of(version).cells)
    FormVersion.objects.filter(form_id=version.form_id, state=FormState.PUBLISHED).update(state=FormState.RETIRED)
    version.state, version.published_by_account, version.published_at = FormState.PUBLISHED, by.account_id, at
    version.save(update_fields=["state", "published_by_account", "published_at"])
    record(_deed("publish_form", version, path, hash=version.content_hash), by=by, at=at)
    return version


def _own_form(form_id: int, by: Actor, at: datetime) -> tuple[Form, str]:
    """Return a province's form, locked, and its province's path."""
    form = Form.objects.select_for_update(of=("self",)).filter(pk=form_id, province__isnull=False).first()
    if form is None or form.province_id is None:
        raise Http404
    path = place_path(form.province_id, timezone.localdate(at))
    may_build_forms(by, path).require()
    return form, path


def _draft(version_id: int, by: Actor, at: datetime) -> tuple[FormVersion, str]:
    """Return a draft and its province's path; nobody else writes into it until the transaction ends."""
    row = FormVersion.objects.filter(pk=version_id).values_list("form_id", flat=True).first()
    if row is None:
        raise Http404
    _, path = _own_form(row, by, at)
    draft = FormVersion.objects.select_related("form").filter(pk=version_id).first()
    if draft is None:
        raise Http404
    if draft.state != FormState.DRAFT:
        message = gettext_noop("This version was published and never changes any more. Begin the next version.")
        raise Refused(Finding("indicators.not_a_draft", message))
    return draft, path


def _changed_meanwhile() -> Finding:
    message = gettext_noop(
        "Somebody else changed this draft after you opened it. Nothing of theirs was overwritten and nothing of yours "
        "was saved: compare both, then make your change again."
    )
    return Finding("indicators.draft_changed", message)


def _deed(action: str, version: FormVersion, path: str, **data: object) -> Deed:
    told = {"form": version.form_id, "number": version.number, **data}
    return Deed(f"indicators.{action}", SUBJECT, version.pk, path, told)
