"""Who writes a report in words, who signs it, and why not."""

from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import YES, Decision, never, no
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.rules.lifecycle import LIFE, TextEvent, TextState
from binhyen.narrative.rules.rights import SIGNERS, WRITERS


def may_write(actor: Actor, place_path: str) -> Decision:
    """Tell whether a post writes the reports of a place: the office of the place itself."""
    if actor.role in WRITERS and place_path in actor.scopes:
        return YES
    return never("narrative.not_your_place", gettext_noop("The office of the place writes its reports."))


def may_change(actor: Actor, report: WrittenReport) -> Decision:
    """Tell whether a post may change a report now: its office, while it is a draft."""
    allowed = may_write(actor, report.place_path)
    if not allowed or LIFE.allows(TextState(report.state), TextEvent.WRITE):
        return allowed
    return no("narrative.not_a_draft", gettext_noop("The report is not a draft any more: its words and numbers stand."))


def may_submit(actor: Actor, report: WrittenReport, *, signed: bool) -> Decision:
    """Tell whether a post may put a report before who signs; drafts of speeches are never signed."""
    if not signed:
        return never("narrative.never_signed", gettext_noop("This is a draft for speaking: it is not signed."))
    return may_change(actor, report)


def may_withdraw(actor: Actor, report: WrittenReport) -> Decision:
    """Tell whether a post may take a report back from its signer: its office, until it is signed or sent back."""
    allowed = may_write(actor, report.place_path)
    if not allowed or LIFE.allows(TextState(report.state), TextEvent.WITHDRAW):
        return allowed
    return no("narrative.not_before_signer", gettext_noop("The report does not lie before its signer."))


def may_sign(actor: Actor, report: WrittenReport) -> Decision:
    """Tell whether a post may sign a report, or send it back: the leader of the place, once it was put before them."""
    if actor.role not in SIGNERS or report.place_path not in actor.scopes:
        return never("narrative.not_the_signer", gettext_noop("The leader of the place signs its reports."))
    if LIFE.allows(TextState(report.state), TextEvent.SIGN):
        return YES
    return no("narrative.not_submitted", gettext_noop("The office has not put the report before you."))


def may_bring_signed(actor: Actor, report: WrittenReport) -> Decision:
    """Tell whether a post may bring a file back that was signed elsewhere: office and leader, once it is numbered."""
    if actor.role not in SIGNERS | WRITERS or report.place_path not in actor.scopes:
        return never("narrative.not_your_place", gettext_noop("The office of the place writes its reports."))
    if report.document_id is not None:
        return YES
    return no(
        "narrative.not_signed_yet", gettext_noop("The report has no number yet: it is signed digitally after that.")
    )


def may_sign_digitally(actor: Actor, report: WrittenReport) -> Decision:
    """Tell whether a post may sign with the key that this instance keeps: the leader of the place."""
    if actor.role not in SIGNERS:
        return never("narrative.not_the_signer", gettext_noop("The leader of the place signs its reports."))
    return may_bring_signed(actor, report)


def may_begin(actor: Actor) -> Decision:
    """Tell whether a post begins reports at all: the offices of places."""
    if actor.role in WRITERS:
        return YES
    return never("narrative.no_writer", gettext_noop("Offices of places write reports in words."))
