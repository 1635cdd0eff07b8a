"""The papers of a proposal's dossier: files, or where the paper itself lies; and the achievements it rests on."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.audit.actions import Deed, record
from binhyen.awards.models import AwardEntry, AwardProposal, ProposalPaper
from binhyen.awards.queries.cases import proposals_register
from binhyen.awards.queries.settings import council_at
from binhyen.awards.rules.dossiers import Case, papers_for
from binhyen.awards.rules.principles import spent_findings
from binhyen.awards.rules.shelf import law
from binhyen.files.actions import Upload
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.papers import attach_file, link_records, remove_file
from binhyen.registers.models import Link, RecordFile
from binhyen.registers.permissions import may_change

_LONGEST = 300


@transaction.atomic
def put_paper(
    *, record_id: int, code: str, upload: Upload | None, words: str, by: Actor, at: datetime
) -> tuple[ProposalPaper, tuple[Finding, ...]]:
    """Lay a paper into a dossier: a file, or number and day of the paper; returns it with remarks on the file.

    Refused for a paper that the checklist does not ask, and without file and words. Forbidden for another's proposal.
    """
    row = _held(record_id, by)
    name = _names(row).get(code)
    if name is None:
        raise Refused(
            Finding("awards.no_such_paper", gettext_noop("The checklist asks for no such paper."), where="code")
        )
    if upload is None and not words.strip():
        message = gettext_noop("Choose a file, or write where the paper lies.")
        raise Refused(Finding("awards.empty_paper", message, where="words"))
    file, remarks = _file(record_id, name, upload, by=by, at=at)
    made = ProposalPaper.objects.create(
        record_id=record_id,
        code=code,
        file=file,
        words=words.strip()[:_LONGEST],
        added_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(Deed("awards.paper_put", "awards.proposals", record_id, row.place_path, {"code": code}), by=by, at=at)
    return made, remarks


def _file(
    record_id: int, name: str, upload: Upload | None, *, by: Actor, at: datetime
) -> tuple[RecordFile | None, tuple[Finding, ...]]:
    if upload is None:
        return None, ()
    return attach_file(register=proposals_register(), record_id=record_id, upload=upload, caption=name, by=by, at=at)


@transaction.atomic
def take_paper(*, record_id: int, paper_id: int, by: Actor, at: datetime) -> None:
    """Take a paper out of a dossier. 404 for one that is not in it; forbidden for another's proposal."""
    row = _held(record_id, by)
    found = ProposalPaper.objects.filter(pk=paper_id, record_id=record_id, removed_at=None).first()
    if found is None:
        raise Http404
    found.removed_at = at
    found.save(update_fields=["removed_at"])
    if found.file_id:
        reason = "Đưa ra khỏi hồ sơ"
        remove_file(register=proposals_register(), file_id=found.file_id, reason=reason, by=by, at=at)
    record(
        Deed("awards.paper_taken", "awards.proposals", record_id, row.place_path, {"code": found.code}), by=by, at=at
    )


@transaction.atomic
def rest_on(*, record_id: int, other_id: int, by: Actor, at: datetime) -> Link:
    """Say that a proposal rests on an entry of some register.

    Refused for what was awarded as a sudden or thematic achievement already, where merit is proposed (A3); and as
    links are refused. Whether the person sees the other entry is asked by whoever offers it.
    """
    row = _held(record_id, by)
    award = AwardEntry.objects.filter(record_id=other_id, superseded_at=None).first()
    if award is not None:
        refuse(spent_findings(row.achievement_type, [(award.title, award.achievement_type)]))
    return link_records(record_id=record_id, other_id=other_id, by=by, at=at)


def _held(record_id: int, by: Actor) -> AwardProposal:
    row = AwardProposal.objects.filter(record_id=record_id, superseded_at=None).select_related("record").first()
    if row is None:
        raise Http404
    may_change(proposals_register(), by, row.record).require()
    return row


def _names(row: AwardProposal) -> dict[str, str]:
    council = council_at(row.place_path)
    case = Case(row.achievement_type, row.form, row.recipient_kind)
    return {one.code: one.name for one in papers_for(law(), case, council.extra_papers if council else ())}
