"""Which evidence has been kept long enough: asked by the command that erases it."""

from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, Manager, OuterRef, Q, QuerySet

from binhyen.files.models import Blob
from binhyen.recognition.models import Appeal, Evidence
from binhyen.recognition.rules.retention import last_expired_year


@cache
def other_owners() -> tuple[tuple[Manager[Any], str], ...]:
    """Return every other table that may rest on the same bytes, whatever its storey, with its column."""
    return tuple(
        (model._default_manager, field.name)  # noqa: SLF001 - Django's documented meta API
        for model in apps.get_models()
        if model is not Evidence
        for field in model._meta.local_fields  # noqa: SLF001 - Django's documented meta API
        if field.related_model is Blob
    )


def expired_evidence(today: date, years: int) -> QuerySet[Blob]:
    """Return the files of evidence that nothing keeps any more, by hash: one query.

    A file is kept while any evidence with its bytes is of a younger round, of a round that an instrument holds, or of a
    dossier with an open appeal; and while a letter or minutes rest on the same bytes.
    """
    evidence = Evidence.objects.filter(blob=OuterRef("pk"))
    appealed = Appeal.objects.filter(dossier=OuterRef("answer__dossier"), outcome__isnull=True)
    younger = Q(answer__dossier__round__year__gt=last_expired_year(today, years))
    held = ~Q(answer__dossier__round__held_by="")
    rows = Blob.objects.filter(Exists(evidence), erased_at=None)
    rows = rows.exclude(Exists(evidence.filter(younger | held | Exists(appealed))))
    for rows_of, name in other_owners():
        rows = rows.exclude(Exists(rows_of.filter(**{name: OuterRef("pk")})))
    return rows.order_by("sha256")
