"""Who may answer signals, see the review list, and draw spot checks: the table of rights asked about stored things."""

from binhyen.analytics.rules.signals.rights import Ability, of_own, of_province
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision
from binhyen.reports.models import Report
from binhyen.reports.queries.standing import subject_of
from binhyen.reports.rules.rights import Relation, relations


def may_answer_signal(actor: Actor, report: Report) -> Decision:
    """May this person say what was looked into at a report: its reporter?"""
    return of_own(actor.role, own_report=Relation.OWN in relations(actor, subject_of(report)))


def may_see_review_list(actor: Actor, province_path: str) -> Decision:
    """May this person see which reports of a province are worth a second look?"""
    return _of_province(actor, Ability.SEE_LIST, province_path)


def may_note_signal(actor: Actor, province_path: str) -> Decision:
    """May this person say for the province what came of a signal?"""
    return _of_province(actor, Ability.NOTE, province_path)


def may_look_for_signals(actor: Actor, province_path: str) -> Decision:
    """May this person let signals be looked for? The nightly command may, too."""
    return YES if actor is SYSTEM else _of_province(actor, Ability.LOOK, province_path)


def may_see_spot_checks(actor: Actor, province_path: str) -> Decision:
    """May this person see what spot checks found?"""
    return _of_province(actor, Ability.SEE_CHECKS, province_path)


def may_check(actor: Actor, province_path: str) -> Decision:
    """May this person draw a spot check and record its findings?"""
    return _of_province(actor, Ability.CHECK, province_path)


def _of_province(actor: Actor, ability: Ability, province_path: str) -> Decision:
    return of_province(actor.role, ability, own_province=province_path in actor.scopes)
