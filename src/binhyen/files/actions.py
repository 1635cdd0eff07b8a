"""Writes of blobs."""

import hashlib
from datetime import datetime

from django.db import transaction

from binhyen.files.models import Blob, ScanState
from binhyen.files.writers import write_content


@transaction.atomic
def store_bytes(*, content: bytes, media_type: str, at: datetime) -> Blob:
    """Keep bytes that this software made itself (renditions of letters). Never refused; the caller audits.

    The same bytes are kept once. Bytes erased by retention come back when they are made again.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    write_content(sha256, content)
    blob, made = Blob.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(content), "media_type": media_type, "state": ScanState.CLEAN, "received_at": at},
    )
    if not made and blob.erased_at is not None:
        blob.erased_at = None
        blob.save(update_fields=["erased_at"])
    return blob
