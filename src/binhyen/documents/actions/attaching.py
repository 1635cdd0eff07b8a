"""Keeps the files that PDFs will carry: their bytes once by hash, their order with the document."""

from collections.abc import Sequence
from datetime import datetime

from binhyen.documents.models import AttachedFile, Document
from binhyen.documents.rules.attachments import Attached, attached_findings
from binhyen.files.actions import store_bytes
from binhyen.kernel.findings import refuse


def attach(documents: Sequence[Document], attached: Sequence[Sequence[Attached]], *, at: datetime) -> None:
    """Keep what each document carries, in its order; the caller holds the transaction and audits.

    Refused for odd or repeated names, other types than text, and too much of it.
    """
    for files in attached:
        refuse(attached_findings(files))
    AttachedFile.objects.bulk_create(
        AttachedFile(
            document=document,
            position=place,
            name=one.name,
            media_type=one.media_type,
            description=one.description,
            relation=one.relation,
            blob=store_bytes(content=one.content, media_type=one.media_type, at=at),
        )
        for document, files in zip(documents, attached, strict=True)
        for place, one in enumerate(files)
    )
