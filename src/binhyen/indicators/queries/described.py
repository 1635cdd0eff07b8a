"""Reads of forms for programs: which there are, and one version of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from binhyen.indicators.models import FormVersion
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import ancestors, node_of


@dataclass(frozen=True, slots=True)
class DescribedForm:
    """A form with those of its versions that are or were in use, oldest first."""

    code: str
    name: str
    own: bool
    """Whether it is a province's own."""
    versions: tuple[FormVersion, ...]


def forms_seen_by(viewer: Actor) -> tuple[DescribedForm, ...]:
    """Return the forms shipped and those of the viewer's own province, without their content: one query."""
    rows = FormVersion.objects.filter(_seen_by(viewer)).select_related("form").defer("content")
    listed: dict[int, list[FormVersion]] = {}
    for row in rows.order_by("form__code", "number"):
        listed.setdefault(row.form_id, []).append(row)
    return tuple(_described(versions) for versions in listed.values())


def version_seen_by(viewer: Actor, code: str, number: int) -> FormVersion:
    """Return one version of a form; drafts and forms of other provinces are not there."""
    rows = FormVersion.objects.filter(_seen_by(viewer), form__code=code, number=number)
    version = rows.select_related("form").first()
    if version is None:
        raise Http404
    return version


def _seen_by(viewer: Actor) -> Q:
    above = [node_of(path) for scope in viewer.scopes for path in ancestors(scope)]
    own = Q(form__province__isnull=True) | Q(form__province__in=above)
    return own & ~Q(state=FormState.DRAFT)


def _described(versions: Sequence[FormVersion]) -> DescribedForm:
    form = versions[0].form
    return DescribedForm(form.code, form.name, form.province_id is not None, tuple(versions))
