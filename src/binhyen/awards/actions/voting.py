"""The council: proposals put to its vote, and its votes, cast here or from signed minutes, taken over."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.awards.queries.cases import SUBJECT, cases_of, proposals_register
from binhyen.awards.queries.settings import council_at
from binhyen.awards.rules import addresses
from binhyen.awards.rules.deciding import Case, missing_finding
from binhyen.awards.rules.desks import may_take
from binhyen.awards.rules.model import Council
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import percent
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import hold
from binhyen.registers.models import Record
from binhyen.registers.rules.facts import StepFacts
from binhyen.units.actions.meetings import PaperVote, record_paper_minutes
from binhyen.units.actions.votes import MotionDraft, PaperBallot, Subject, put_motion
from binhyen.units.models import Meeting, Motion
from binhyen.units.queries.committees import Vote, open_motions_on, votes_on
from binhyen.units.rules.voting import VoteBase, VoteRule

_ALL = 100


@transaction.atomic
def put_to_council(*, record_ids: Iterable[int], meeting: Meeting, title: str, by: Actor, at: datetime) -> Motion:
    """Put appraised proposals to one vote, by the share that the province settled.

    Refused where the province settled none, for proposals that are not appraised or in an open vote, and as the
    meeting refuses. Forbidden to another desk.
    """
    draft = _draft(_puttable(record_ids, by), title, meeting)
    motion = put_motion(meeting=meeting, draft=draft, by=by, at=at)
    _log([one.id for one in draft.subjects], "put_to_council", meeting, motion.pk, by=by, at=at)
    return motion


@transaction.atomic
def record_paper_vote(
    *, record_ids: Iterable[int], meeting: Meeting, ballot: PaperBallot, by: Actor, at: datetime
) -> int:
    """Enter the council's vote from its signed minutes and take it over; refused as votes and minutes are."""
    draft = _draft(_puttable(record_ids, by), ballot.title, meeting)
    vote = PaperVote(draft, ballot.tally, ballot.recused)
    record_paper_minutes(meeting=meeting, minutes=ballot.minutes, votes=[vote], by=by, at=at)
    return take_votes(record_ids=[one.id for one in draft.subjects], by=by, at=at)


@transaction.atomic
def take_votes(*, record_ids: Iterable[int], by: Actor, at: datetime) -> int:
    """Take the council's closed votes over as steps of the proposals: approved, or not.

    Refused for what the council has not voted on, and for a meeting below the quorum that the province settled.
    """
    cases = _chosen(record_ids, by)
    votes = votes_on(SUBJECT, [case.record_id for case in cases])
    paths = dict(Record.objects.filter(pk__in=votes).values_list("pk", "place_path"))
    for case in cases:
        vote = votes.get(case.record_id)
        if vote is None:
            message = gettext_noop("The council has not voted on “%(title)s”.")
            raise Refused(Finding("awards.no_vote", message, params={"title": case.title}))
        refuse(quorum_findings(council_at(paths[case.record_id], vote.held_on), vote))
        code = "vote" if vote.carried else "vote_down"
        step = StepFacts(code, vote.held_on, note=said(vote))
        take_step(register=proposals_register(), record_id=case.record_id, step=step, by=by, at=at)
    return len(cases)


def said(vote: Vote) -> str:
    """Return how a vote went, in words: "Tán thành 9/10 (90,0 %)"."""
    share = percent(vote.tally.in_favour, vote.base_count).replace("\xa0", " ")
    return f"Tán thành {vote.tally.in_favour}/{vote.base_count} ({share})"


def quorum_findings(council: Council | None, vote: Vote) -> list[Finding]:
    """Refuse a vote of fewer members than the province asks, those who voted on paper counted."""
    if council is None or Fraction(vote.present, vote.members or 1) >= council.quorum:
        return []
    message = gettext_noop("%(present)s of %(members)s members took part; your province asks %(share)s of them.")
    params = {"present": vote.present, "members": vote.members, "share": str(council.quorum)}
    return [Finding("awards.no_quorum", message, params=params, source=council.instrument)]


def _chosen(record_ids: Iterable[int], by: Actor) -> list[Case]:
    wanted = list(dict.fromkeys(record_ids))
    hold(wanted, proposals_register().alone)
    cases = cases_of(wanted)
    refuse(missing_finding(len(wanted), len(cases)))
    if not cases:
        raise Refused(Finding("awards.nothing_chosen", gettext_noop("Choose at least one proposal.")))
    for case in cases:
        may_take(by, case.facts.text("authority"), "vote").require()
    return cases


def _puttable(record_ids: Iterable[int], by: Actor) -> list[Case]:
    cases = _chosen(record_ids, by)
    voting = open_motions_on(SUBJECT, [case.record_id for case in cases])
    for case in cases:
        if case.state != "appraised" or case.record_id in voting:
            message = gettext_noop("“%(title)s” is not appraised, or in an open vote. Look at the list again.")
            raise Refused(Finding("awards.not_puttable", message, params={"title": case.title}))
    return cases


def _draft(cases: Sequence[Case], title: str, meeting: Meeting) -> MotionDraft:
    council = council_at(meeting.committee.place_path, meeting.held_on)
    if council is None:
        message = gettext_noop(
            "Your province has not settled by which share of votes an award is approved. Settle it first, in “Rules of "
            "the province”."
        )
        raise Refused(Finding("awards.no_threshold", message))
    rule = VoteRule(Fraction(council.threshold_percent, _ALL), strict=False, base=VoteBase(council.threshold_base))
    subjects = [Subject(SUBJECT, case.record_id) for case in cases]
    return MotionDraft(title, subjects, rule, addresses.COUNCIL)


def _log(ids: Sequence[int], action: str, meeting: Meeting, motion_id: int, *, by: Actor, at: datetime) -> None:
    path, data = meeting.committee.place_path, {"motion": motion_id}
    record_all([Deed(f"awards.{action}", "awards.proposals", one, path, data) for one in ids], by=by, at=at)
