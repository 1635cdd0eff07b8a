"""Who may do what: the table of rights asked about stored dossiers and rounds."""

from collections.abc import Iterable
from datetime import date

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, never, no
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.models import Dossier
from binhyen.recognition.queries.packs import settings_of
from binhyen.recognition.queries.standing import subject_of
from binhyen.recognition.rules.deciding import Appealed, appeal_findings
from binhyen.recognition.rules.lifecycle import DOSSIER, NOT_COUNTED, UNREGISTERED, Event, State
from binhyen.recognition.rules.rights import TABLE, Ability, Relation, abilities, decide, relations


def may(actor: Actor, ability: Ability, dossier: Dossier) -> Decision:
    """May this person do this to the dossier?"""
    return decide(actor, ability, subject_of(dossier))


def may_write_answers(actor: Actor, dossier: Dossier) -> Decision:
    """May this person write answers: the unit its own, the office from the unit's signed paper?"""
    own = may(actor, Ability.ASSESS, dossier)
    return own or may(actor, Ability.ENTER_FROM_PAPER, dossier)


def writes_on_behalf(actor: Actor, dossier: Dossier) -> bool:
    """Tell whether what this person writes is entered for the unit from its paper."""
    return Ability.ASSESS not in abilities(actor, subject_of(dossier))


def may_appraise(actor: Actor, dossier: Dossier) -> Decision:
    """May this person appraise? Never the dossier of the own unit."""
    if Relation.OWN in relations(actor, subject_of(dossier)):
        return never("recognition.own_dossier", gettext_noop("Nobody appraises or decides on the own unit."))
    return may(actor, Ability.APPRAISE, dossier)


def may_decide(actor: Actor, dossier: Dossier) -> Decision:
    """May this person decide? Only the competent authority's, and never on the own unit."""
    if Relation.OWN in relations(actor, subject_of(dossier)):
        return never("recognition.own_dossier", gettext_noop("Nobody appraises or decides on the own unit."))
    return may(actor, Ability.DECIDE, dossier)


def may_open_round(actor: Actor, province_path: str) -> Decision:
    """May this person open, set and close rounds of a province?"""
    return _in_place(actor, Ability.OPEN_ROUND, province_path)


def may_edit_packs(actor: Actor, province_path: str) -> Decision:
    """May this person complete criteria or add a province's own? The system may when it loads the law's."""
    return YES if actor is SYSTEM else _in_place(actor, Ability.EDIT_PACK, province_path)


def may_keep_retention(actor: Actor) -> Decision:
    """May this one erase evidence whose time is over, or hold a round's? Its own commands alone."""
    if actor is SYSTEM:
        return YES
    return never("recognition.not_the_instance", gettext_noop("Only the instance's own commands may do this."))


def _in_place(actor: Actor, ability: Ability, path: str) -> Decision:
    granted = TABLE.get((actor.role, Relation.BELOW), ())
    if ability in granted and path in actor.scopes:
        return YES
    message = gettext_noop("Your post does not have this right here (%(ability)s).")
    return never("recognition.no_right", message, ability=ability.value)


def may_in_bulk(actor: Actor, ability: Ability) -> bool:
    """Tell whether a post has an ability over other units than its own, so that lists offer it for many at once."""
    return any(ability in TABLE.get((actor.role, one), ()) for one in (Relation.DECIDES, Relation.BELOW))


def may_submit(actor: Actor, dossier: Dossier, findings: Iterable[Finding]) -> Decision:
    """May this person send the dossier now? Not while the check before submitting finds errors."""
    own = may(actor, Ability.SUBMIT, dossier) or may(actor, Ability.ENTER_FROM_PAPER, dossier)
    if not own:
        return own
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    if wrong:
        places = ", ".join(dict.fromkeys(one.where.rpartition("-")[2] for one in wrong if one.where))
        message = gettext_noop("Cannot be submitted yet: %(count)s points at criteria %(criteria)s.")
        return no("recognition.check_finds", message, count=len(wrong), criteria=places)
    return YES


def may_remark(actor: Actor, dossier: Dossier) -> Decision:
    """May this person write into threads: the unit replies, appraisers ask and demand?"""
    return may(actor, Ability.REPLY, dossier) or may(actor, Ability.REMARK, dossier)


def may_enter_grid(actor: Actor) -> Decision:
    """May this person type from signed papers for other units at all?"""
    if may_in_bulk(actor, Ability.ENTER_FROM_PAPER):
        return YES
    message = gettext_noop("Your post does not have this right here (%(ability)s).")
    return never("recognition.no_right", message, ability=Ability.ENTER_FROM_PAPER.value)


def may_file_appeal(actor: Actor, dossier: Dossier, today: date, *, is_open: bool) -> Decision:
    """May this person appeal today: its own unit's refusal or revocation, within the days, none being open?"""
    own = may(actor, Ability.APPEAL, dossier)
    case = Appealed(dossier.result, dossier.decided_on, settings_of(dossier).appeal_days, is_open)
    found = appeal_findings(case, today) if own else []
    return Decision(found[0]) if found else own


def may_draft_report(actor: Actor, dossier: Dossier) -> Decision:
    """May this person draft the unit's report: the unit, or the office for it, once there is something to report?"""
    own = may_write_answers(actor, dossier)
    if own and dossier.state in (*UNREGISTERED, *NOT_COUNTED):
        return no(
            "recognition.nothing_to_report", gettext_noop("The unit did not register: there is nothing to report.")
        )
    return own


def may_withdraw(actor: Actor, dossier: Dossier) -> Decision:
    """May this person take the unit out of the round, as long as its dossier was not sent?"""
    own = may(actor, Ability.WITHDRAW, dossier)
    if own and not DOSSIER.allows(State(dossier.state), Event.WITHDRAW):
        return no(
            "recognition.sent_already", gettext_noop("Only a dossier that was not sent is taken out of the round.")
        )
    return own
