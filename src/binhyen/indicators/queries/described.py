"""Reads of forms for programs: which there are, and one version of one."""

from django.http import Http404

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.building import SeenForm, grouped
from binhyen.indicators.queries.forms import published_for
from binhyen.kernel.actors import Actor


def forms_seen_by(viewer: Actor) -> tuple[SeenForm, ...]:
    """Return the forms shipped and those of the viewer's own province, without their content: one query."""
    rows = FormVersion.objects.filter(published_for(viewer)).select_related("form").defer("content")
    return grouped(rows.order_by("form__code", "-number"))


def version_seen_by(viewer: Actor, code: str, number: int) -> FormVersion:
    """Return one version of a form; drafts and forms of other provinces are not there."""
    rows = FormVersion.objects.filter(published_for(viewer), form__code=code, number=number)
    version = rows.select_related("form").first()
    if version is None:
        raise Http404
    return version
