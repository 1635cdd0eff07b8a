"""The council: dossiers put to its vote, and its votes, electronic or from signed minutes, taken onto the dossiers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import Work, deed, each, gate, store, take
from binhyen.recognition.rules import addresses
from binhyen.recognition.rules.deciding import put_findings
from binhyen.recognition.rules.lifecycle import Event
from binhyen.recognition.rules.rights import Ability
from binhyen.recognition.rules.settings import Ballot, RoundSettings
from binhyen.units.actions.meetings import PaperVote, record_paper_minutes
from binhyen.units.actions.votes import MotionDraft, PaperBallot, Subject, put_motion
from binhyen.units.models import Meeting, Motion
from binhyen.units.queries.committees import open_motions_on, votes_on
from binhyen.units.rules.voting import VoteBase, VoteRule

SUBJECT = "recognition.dossier"


@transaction.atomic
def put_to_council(*, dossier_ids: Iterable[int], meeting: Meeting, title: str, by: Actor, at: datetime) -> Motion:
    """Put appraised dossiers to one vote, by the rule that their round settled.

    Refused for dossiers that are not appraised or in an open vote, of several rounds, and as the meeting itself
    refuses (not open, put before).
    """
    works = take(dossier_ids, gate(Ability.PUT_TO_COUNCIL), by=by)
    _check_puttable(works)
    draft = _draft(works, title, meeting)
    motion = put_motion(meeting=meeting, draft=draft, by=by, at=at)
    record_all((deed(work, "put_to_council", {"motion": motion.pk}) for work in works), by=by, at=at)
    return motion


def _draft(works: list[Work], title: str, meeting: Meeting) -> MotionDraft:
    subjects = [Subject(SUBJECT, work.dossier.pk) for work in works]
    return MotionDraft(title, subjects, rule_of(_one_round(works)), addresses.council(meeting.pk))


@transaction.atomic
def record_paper_vote(
    *, dossier_ids: Iterable[int], meeting: Meeting, ballot: PaperBallot, by: Actor, at: datetime
) -> int:
    """Enter the council's vote from its signed minutes, with the force of ballots cast here, and take it over.

    Refused for dossiers that are not appraised, in an open vote or of several rounds, and as the meeting refuses
    minutes: without a quorum, for counts that can't be, and where votes were cast here.
    """
    works = take(dossier_ids, gate(Ability.PUT_TO_COUNCIL), by=by)
    _check_puttable(works)
    vote = PaperVote(_draft(works, ballot.title, meeting), ballot.tally, ballot.recused)
    record_paper_minutes(meeting=meeting, minutes=ballot.minutes, votes=[vote], by=by, at=at)
    return take_votes(dossier_ids=[work.dossier.pk for work in works], by=by, at=at)


@transaction.atomic
def take_votes(*, dossier_ids: Iterable[int], by: Actor, at: datetime) -> int:
    """Take the council's closed votes onto the dossiers: signed paper minutes count like ballots cast here.

    Refused for dossiers that are not appraised, or that the council has not voted on (`recognition.no_vote`).
    """
    works = take(dossier_ids, gate(Ability.PUT_TO_COUNCIL), by=by)
    votes = votes_on(SUBJECT, [work.dossier.pk for work in works])
    carried = {pk: vote.carried for pk, vote in votes.items()}
    each(works, lambda work: _vote(work, carried))
    store(works, ("state", "carried"))
    deeds = (deed(work, "take_vote", {"motion": votes[work.dossier.pk].motion_id}) for work in works)
    record_all(deeds, by=by, at=at)
    return len(works)


def rule_of(settings: RoundSettings) -> VoteRule:
    """Return a round's voting rule: at least the share that it settled."""
    return VoteRule(
        threshold=settings.threshold.fraction,
        strict=False,
        base=VoteBase(settings.threshold_base),
        secret=settings.ballot is Ballot.SECRET,
    )


def _check_puttable(works: list[Work]) -> None:
    voting = open_motions_on(SUBJECT, [work.dossier.pk for work in works])
    each(works, lambda work: refuse(put_findings(work.dossier.state, in_open_vote=work.dossier.pk in voting)))


def _one_round(works: list[Work]) -> RoundSettings:
    if len({work.dossier.round_id for work in works}) != 1:
        message = gettext_noop("One decision is of one year and one authority.")
        raise Refused(Finding("recognition.several_rounds", message))
    return works[0].settings


def _vote(work: Work, carried: dict[int, bool]) -> None:
    if work.dossier.pk not in carried:
        raise Refused(Finding("recognition.no_vote", gettext_noop("The council has not voted on this dossier.")))
    work.move(Event.VOTE)
    work.dossier.carried = carried[work.dossier.pk]
