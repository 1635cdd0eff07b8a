"""Reports put before who signs, taken back, sent back, signed: numbered, frozen, with their figures."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binhyen.accounts.letters import signature_by
from binhyen.audit.actions import record
from binhyen.documents.actions import draft_letter, issue_document
from binhyen.documents.rules.content import Signature
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.actions.composing import deed, held
from binhyen.narrative.letters.carrying import carried_files
from binhyen.narrative.letters.written import WrittenDesk, written_letter
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.permissions import may_sign, may_submit, may_withdraw
from binhyen.narrative.queries.figures import figures_of, not_accepted
from binhyen.narrative.queries.reports import Kept, kept_report
from binhyen.narrative.queries.writing import template_named
from binhyen.narrative.rules.lifecycle import LIFE, TextEvent, TextState
from binhyen.plans.letters import Desk
from binhyen.plans.letters.desks import desk_for

REPORTS = "BC"


@dataclass(frozen=True, slots=True)
class Signing:
    """On which day a report is signed, and why its number is late where it is."""

    on: date
    late_reason: str = ""


@transaction.atomic
def submit_report(*, report_id: int, by: Actor, at: datetime) -> WrittenReport:
    """Put a draft before who signs. Forbidden to other offices, and for drafts of speeches.

    Refused for no draft, and while figures of periodic reports in it are not accepted: it could not be signed.
    """
    report = held(report_id, by)
    may_submit(by, report, signed=template_named(report.template).signed).require()
    refuse(_not_accepted(kept_report(report)))
    report.return_reason = ""
    return _moved(report, TextEvent.SUBMIT, by=by, at=at)


@transaction.atomic
def withdraw_report(*, report_id: int, by: Actor, at: datetime) -> WrittenReport:
    """Take a report back from its signer, to work on it. Forbidden to other offices; refused once it is signed."""
    report = held(report_id, by)
    may_withdraw(by, report).require()
    return _moved(report, TextEvent.WITHDRAW, by=by, at=at)


@transaction.atomic
def return_report(*, report_id: int, reason: str, by: Actor, at: datetime) -> WrittenReport:
    """Send a report back to its office. Forbidden to others than the place's leader; refused without a reason."""
    report = held(report_id, by)
    may_sign(by, report).require()
    if not reason.strip():
        raise Refused(Finding("narrative.no_reason", gettext_noop("Say what is to be changed."), where="reason"))
    report.return_reason = reason.strip()[:1000]
    return _moved(report, TextEvent.RETURN, by=by, at=at)


def _moved(report: WrittenReport, event: TextEvent, *, by: Actor, at: datetime) -> WrittenReport:
    report.state = LIFE.after(TextState(report.state), event)
    report.version += 1
    report.changed_at = at
    report.save()
    record(deed(event.value, report), by=by, at=at)
    return report


@transaction.atomic
def sign_report(*, report_id: int, signing: Signing, by: Actor, at: datetime) -> WrittenReport:
    """Sign a report: it gets its number, and its words and numbers stay as they are, whatever the sources say later.

    Forbidden to others than the place's leader. Refused before it was submitted, for a day to come, while figures of
    reports in it are not accepted, and as `documents.issue_document` refuses.
    """
    report = held(report_id, by)
    may_sign(by, report).require()
    kept = kept_report(report)
    refuse(_findings(kept, signing, timezone.localdate(at)))
    desk = desk_for(report.place_id, signing.on)
    letter = written_letter(WrittenDesk(desk.issuer, _signature(desk, by), desk.demonstration), kept.draft.report)
    files = carried_files(figures_of(kept))
    document = draft_letter(letter=letter, place_path=report.place_path, by=by, at=at, attached=files)
    key = RegisterKey(desk.issuer.code, REPORTS)
    report.document = issue_document(
        document_id=document.pk, register=key, on=signing.on, by=by, at=at, late_reason=signing.late_reason
    )
    return _moved(report, TextEvent.SIGN, by=by, at=at)


def _signature(desk: Desk, by: Actor) -> Signature:
    """Sign in the name of the desk, with the name of who signs: a committee's head, or the post for its own house."""
    own = signature_by(by)
    if not own.title or desk.issuer.uses_host_seal:
        return desk.signature if desk.signature.name else replace(desk.signature, name=own.name)
    return own


def _findings(kept: Kept, signing: Signing, today: date) -> list[Finding]:
    found = []
    if signing.on > today:
        message = gettext_noop("%(on)s has not come yet. Write the day on which it is signed.")
        found.append(Finding("narrative.day_to_come", message, params={"on": f"{signing.on:%d/%m/%Y}"}, where="on"))
    return [*found, *_not_accepted(kept)]


def _not_accepted(kept: Kept) -> list[Finding]:
    count = not_accepted(kept).figures
    message = gettext_noop(
        "%(count)s figures of periodic reports in it are not accepted yet. Accept or return those reports, then "
        "count the numbers again."
    )
    return [Finding("narrative.not_accepted", message, params={"count": count})] if count else []
