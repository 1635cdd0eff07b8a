"""Who may do what: the table of rights asked about stored reports, collections and places."""

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.models import Report
from binhyen.reports.queries.standing import subject_of
from binhyen.reports.rules.lifecycle import EDITABLE, REPORT, Event, Standing, State
from binhyen.reports.rules.rights import Ability, Relation, Subject, abilities, decide, has, lacking, relations


def may(actor: Actor, ability: Ability, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person do this to the report? `delegated` are the paths that an office delegated to the post."""
    return YES if actor is SYSTEM else decide(actor, ability, subject_of(report, delegated))


def may_write(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person write the report in any of its states: its reporter, or the office for it?"""
    return may(actor, Ability.ENTER, report, delegated) or may(actor, Ability.ENTER_FOR, report, delegated)


def may_enter(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person write cells now: the reporter its own, the office from a signed paper or a workbook?"""
    own = may_write(actor, report, delegated)
    if not own:
        return own
    if report.standing == Standing.NOT_APPLICABLE:
        return no("reports.not_applicable", gettext_noop("%(name)s does not report here."), name=report.name)
    if report.state not in EDITABLE:
        message = gettext_noop(
            "The report of %(name)s was sent and lies with the office: ask for it back to change it."
        )
        return no("reports.not_editable", message, name=report.name)
    return own


def may_enter_somewhere(actor: Actor) -> Decision:
    """May this person write any reports at all: its own, or others' from what they sent on paper or in workbooks?"""
    writes = (Ability.ENTER, Ability.ENTER_FOR)
    granted = any(has(actor.role, relation, one) for relation in Relation for one in writes)
    return YES if actor is SYSTEM or granted else lacking(Ability.ENTER)


def may_submit(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person send the report, if the check before sending finds nothing?"""
    own = may_enter(actor, report, delegated)
    return own if not own else _possible(report, Event.SUBMIT)


def may_withdraw(actor: Actor, report: Report) -> Decision:
    """May this person take the report back before anybody looked at it? A correction is returned by the office."""
    own = may(actor, Ability.ENTER, report)
    if own and report.revision > 1:
        return no("reports.correction_sent", gettext_noop("A correction that was sent is returned by the office."))
    if own and report.first_submitted_at != report.submitted_at:
        message = gettext_noop("The office returned the report of %(name)s before: what is sent again stays with it.")
        return no("reports.answered_already", message, name=report.name)
    return own if not own else _possible(report, Event.WITHDRAW)


def may_review(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person receive the report: return it, accept it, close it?"""
    return may(actor, Ability.REVIEW, report, delegated)


def may_accept(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person accept the report as it lies with the office now?"""
    own = may_review(actor, report, delegated)
    return own if not own else _possible(report, Event.ACCEPT)


def may_close(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person close the report, which is accepted?"""
    own = may_review(actor, report, delegated)
    return own if not own else _possible(report, Event.CLOSE)


def may_extend(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person give the report a later day? Not once it was sent."""
    own = may(actor, Ability.EXTEND, report, delegated)
    return own if not own else not_sent(report)


def not_sent(report: Report) -> Decision:
    """Is a later day of any use yet, whoever gives it?"""
    if report.first_submitted_at is None:
        return YES
    message = gettext_noop("%(name)s sent its report already: a later day changes nothing.")
    return no("reports.sent_already", message, name=report.name)


def may_exempt(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person exempt the report, or expect it again? Not once it is accepted."""
    own = may(actor, Ability.EXEMPT, report, delegated)
    return own if not own else not_accepted(report)


def not_accepted(report: Report) -> Decision:
    """Does it still stand open whether the report is expected, whoever says so?"""
    if report.accepted_at is None:
        return YES
    message = gettext_noop("The report of %(name)s is accepted: it stays counted among those expected.")
    return no("reports.accepted_already", message, name=report.name)


def reads_small(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> bool:
    """Tell whether small counts about people are shown: to those whose report it is, who write it or receive it."""
    subject = subject_of(report, delegated)
    granted = abilities(actor, subject) & {Ability.ENTER_FOR, Ability.REVIEW}
    return actor is SYSTEM or bool(granted) or Relation.OWN in relations(actor, subject)


def may_correct(actor: Actor, report: Report, delegated: tuple[str, ...] = ()) -> Decision:
    """May this person open an accepted report again, as a new revision: its reporter, or the office for it?"""
    own = may_write(actor, report, delegated)
    return own if not own else _possible(report, Event.CORRECT)


def may_collect(actor: Actor, province_path: str) -> Decision:
    """May this person open collections of a province and set their days?"""
    return _in_place(actor, Ability.COLLECT, province_path)


def may_delegate(actor: Actor, path: str) -> Decision:
    """May this person let another post receive reports of a place?"""
    granted = has(actor.role, Relation.RECEIVES, Ability.DELEGATE)
    return YES if actor is SYSTEM or (granted and actor.covers(path)) else lacking(Ability.DELEGATE)


def may_keep_key_areas(actor: Actor, path: str) -> Decision:
    """May this person write down how many key areas a commune has?"""
    subject = Subject(place_path=path, reviewer_path="")
    return YES if actor is SYSTEM else decide(actor, Ability.KEEP_KEY_AREAS, subject)


def may_answer(actor: Actor, addressee_path: str) -> Decision:
    """May this person answer what was put to a place?"""
    return _in_place(actor, Ability.ANSWER, addressee_path)


def _in_place(actor: Actor, ability: Ability, path: str) -> Decision:
    granted = has(actor.role, Relation.RECEIVES, ability)
    return YES if actor is SYSTEM or (granted and path in actor.scopes) else lacking(ability)


def _possible(report: Report, event: Event) -> Decision:
    if REPORT.allows(State(report.state), event):
        return YES
    message = gettext_noop("This is not possible while the report of %(name)s is in the state “%(state)s”.")
    return no("reports.no_such_move", message, name=report.name, state=report.state)
