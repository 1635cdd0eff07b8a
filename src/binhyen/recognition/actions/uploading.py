"""A file taken in and attached in one step; what may not be stored is refused before its bytes are."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from binhyen.files.actions import receive
from binhyen.files.writers import Readable
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import refuse
from binhyen.recognition.actions.attaching import Offered, add_evidence
from binhyen.recognition.actions.work import only, take
from binhyen.recognition.models import Evidence
from binhyen.recognition.permissions import may_write_answers
from binhyen.recognition.rules.guards import EvidenceKind, evidence_findings


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in, with what somebody says of it."""

    stream: Readable
    name: str
    kind: EvidenceKind
    hint: str = ""
    evidence_date: date | None = None


@transaction.atomic
def upload_evidence(*, dossier_id: int, criterion: str, upload: Upload, by: Actor, at: datetime) -> Evidence:
    """Take in a file and attach it to an answer.

    Refused for everything that `add_evidence` and `files.receive` refuse; a list of households is refused by its kind
    or name before a byte of it is kept.
    """
    work = only(take([dossier_id], may_write_answers, by=by))
    refuse(evidence_findings(work.frame.criterion(criterion), upload.kind, upload.name, 0))
    received = receive(stream=upload.stream, name=upload.name, hint=upload.hint, by=by, at=at)
    offered = Offered(received.blob.sha256, upload.kind, upload.name, upload.evidence_date)
    return add_evidence(dossier_id=dossier_id, criterion=criterion, offered=offered, by=by, at=at)
