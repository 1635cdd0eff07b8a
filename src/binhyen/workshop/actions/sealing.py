"""Signs the demonstration's reports digitally, with a key for trying that is made here and binds nobody."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from binhyen.documents.actions import sign_document
from binhyen.documents.models import Document
from binhyen.documents.queries import can_sign, signing_setting
from binhyen.documents.writers.keys import make_trial_key, write_key
from binhyen.kernel.actors import SYSTEM
from binhyen.narrative.models import WrittenReport

SIGNER, BODY = "Người ký minh họa", "Bản minh họa Bình Yên"


def sign_reports(at: datetime) -> list[Document]:
    """Sign every report in words that was signed on paper alone; return what was signed. Nothing without a key set."""
    if not can_sign():
        return []
    make_missing_key(Path(settings.VAR_DIR) / "signing" / "trial", at)
    waiting = WrittenReport.objects.filter(document__isnull=False, document__signed_copies=None)
    documents = [one.document for one in waiting.select_related("document").order_by("pk") if one.document]
    for document in documents:
        sign_document(document_id=document.pk, by=SYSTEM, at=at)
    return documents


def make_missing_key(path: Path, at: datetime) -> None:
    """Make the key that the settings of the demonstration name, where it is not there yet."""
    bundle = path.with_suffix(".p12")
    if signing_setting().key == str(bundle) and not bundle.exists():
        write_key(make_trial_key(name=SIGNER, organisation=BODY, at=at), path)
