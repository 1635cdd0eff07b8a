"""Which evidence has been kept long enough: asked by the command that erases it."""

from datetime import date
from typing import Any

from django.db.models import Exists, Manager, OuterRef, Q, QuerySet

from binhyen.documents.models import Document, Rendition
from binhyen.files.models import Blob
from binhyen.indicators.models import FormVersion
from binhyen.recognition.models import Appeal, Evidence
from binhyen.recognition.rules.retention import last_expired_year
from binhyen.reports.models import CellFile
from binhyen.units.models import Meeting

OTHER_OWNERS: tuple[tuple[Manager[Any], str], ...] = (
    (Document.objects, "scan"),
    (Rendition.objects, "blob"),
    (Meeting.objects, "paper_minutes"),
    (FormVersion.objects, "template"),
    (CellFile.objects, "blob"),
)
"""Who else may rest on the same bytes: signed scans and renditions of letters, minutes, forms, files at figures."""


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
    for rows_of, name in OTHER_OWNERS:
        rows = rows.exclude(Exists(rows_of.filter(**{name: OuterRef("pk")})))
    return rows.order_by("sha256")
