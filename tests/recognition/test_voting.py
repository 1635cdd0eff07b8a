"""The council votes on dossiers, here or on paper; the decision follows."""

from dataclasses import replace
from datetime import date

import pytest

from binhyen.accounts.models import Post
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Refused
from binhyen.recognition.actions.deciding import decide
from binhyen.recognition.actions.voting import put_to_council, take_votes
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.settings import default_settings
from binhyen.units.actions.meetings import call_meeting, close_meeting, mark_present, open_meeting
from binhyen.units.actions.votes import cast_ballot, close_motion
from binhyen.units.models import Committee, Meeting, Membership
from binhyen.units.rules.voting import Choice
from tests.recognition.factories import (
    DECIDED_AT,
    NOVEMBER,
    RECOGNISE,
    REFUSE,
    YEAR,
    Town,
    a_paper,
    appraised,
    in_office,
    opened,
    submitted,
)


def a_council(town: Town, members: int = 3) -> tuple[Committee, list[Actor]]:
    """An Phú's council: its members, each at a post of their own."""
    committee = Committee.objects.create(
        place=town.commune.place,
        place_path=town.commune.path,
        name="Hội đồng xét công nhận",
        short_name="HĐ",
        valid_from=date(2025, 7, 1),
    )
    people = []
    for number in range(members):
        post = Post.objects.create(
            role=Role.COUNCIL_MEMBER,
            place=town.commune.place,
            title=f"Thành viên {number}",
            valid_from=date(2025, 7, 1),
        )
        Membership.objects.create(committee=committee, post=post, role="member", valid_from=date(2025, 7, 1))
        people.append(replace(town.actor(Role.COUNCIL_MEMBER, town.commune, 900 + number), post_id=post.pk))
    return committee, people


def a_meeting(town: Town, committee: Committee) -> Meeting:
    meeting = call_meeting(
        committee=committee, held_on=NOVEMBER.date(), subject="Họp xét", quorum_percent=66, by=town.lan, at=NOVEMBER
    )
    present = list(committee.memberships.values_list("pk", flat=True))
    mark_present(meeting=meeting, present=present, by=town.lan, at=NOVEMBER)
    return open_meeting(meeting=meeting, by=town.lan, at=NOVEMBER)


def voted(town: Town, choices: list[Choice]) -> int:
    """Put the village to the vote and let the members choose."""
    dossier = appraised(town)
    committee, people = a_council(town, len(choices))
    meeting = a_meeting(town, committee)
    motion = put_to_council(dossier_ids=[dossier.pk], meeting=meeting, title="Thôn Đông", by=town.lan, at=NOVEMBER)
    for person, choice in zip(people, choices, strict=True):
        cast_ballot(motion=motion, choice=choice, by=person, at=NOVEMBER)
    close_motion(motion=motion, by=town.lan, at=NOVEMBER)
    close_meeting(meeting=meeting, by=town.lan, at=NOVEMBER)
    take_votes(dossier_ids=[dossier.pk], by=town.lan, at=NOVEMBER)
    return dossier.pk


@pytest.fixture
def voting_town(town: Town) -> Town:
    return opened(town, replace(default_settings(YEAR), council_required=True))


def test_a_carried_vote_opens_the_way_to_recognition(voting_town: Town) -> None:
    pk = voted(voting_town, [Choice.FOR, Choice.FOR, Choice.AGAINST])
    assert (voting_town.dossier().state, voting_town.dossier().carried) == (State.VOTED, True)
    chair = in_office(voting_town.chair, voting_town.commune)
    decide(dossier_id=pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert voting_town.dossier().result == "recognised"


def test_a_lost_vote_lets_the_authority_refuse_and_not_recognise(voting_town: Town) -> None:
    pk = voted(voting_town, [Choice.FOR, Choice.AGAINST, Choice.AGAINST])
    chair = in_office(voting_town.chair, voting_town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.code == "recognition.vote_lost"
    decide(dossier_id=pk, ruling=REFUSE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert voting_town.dossier().result == "not_recognised"


def test_only_appraised_dossiers_are_put_to_the_vote(voting_town: Town) -> None:
    dossier = submitted(voting_town)
    meeting = a_meeting(voting_town, a_council(voting_town)[0])
    with pytest.raises(Refused) as refusal:
        put_to_council(dossier_ids=[dossier.pk], meeting=meeting, title="?", by=voting_town.lan, at=NOVEMBER)
    assert refusal.value.code == "recognition.not_appraised"


def test_no_vote_is_taken_that_was_not_held(voting_town: Town) -> None:
    dossier = appraised(voting_town)
    with pytest.raises(Refused) as refusal:
        take_votes(dossier_ids=[dossier.pk], by=voting_town.lan, at=NOVEMBER)
    assert refusal.value.code == "recognition.no_vote"
