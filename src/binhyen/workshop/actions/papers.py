"""Renders the papers of one commune, one district and the province, as their first readers would."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from binhyen.documents.actions import rendition
from binhyen.documents.models import Document
from binhyen.documents.rules.layout import Format
from binhyen.kernel.vietnamese import fold
from binhyen.recognition.models import Decision, DecisionItem
from binhyen.units.rules.kinds import ManagingLevel

CERTIFICATES = 3


def write_papers(at: datetime) -> int:
    """Write decisions and some certificates of the first year below `van-ban/` of the var folder; return how many."""
    folder = Path(settings.VAR_DIR) / "van-ban"
    folder.mkdir(parents=True, exist_ok=True)
    documents = list(_documents())
    for document in documents:
        for kind in Format:
            content = rendition(document_id=document.pk, format=kind, at=at)
            (folder / f"{_name(document)}.{kind}").write_bytes(content)
    return len(documents)


def _documents() -> Iterator[Document]:
    for level in (ManagingLevel.PROVINCE, ManagingLevel.DISTRICT, ManagingLevel.COMMUNE):
        first = Decision.objects.filter(authority_level=level).select_related("document").order_by("pk").first()
        if first is None:
            continue
        alike = Decision.objects.filter(authority=first.authority, round=first.round).select_related("document")
        yield from (decision.document for decision in alike)
        items = DecisionItem.objects.filter(decision=first, certificate__isnull=False).select_related("certificate")
        yield from (item.certificate for item in items[:CERTIFICATES] if item.certificate)


def _name(document: Document) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", fold(f"{document.issuer_code} {document.symbol} {document.title}"))
    return words.strip("-")[:100]
