"""Layer 4, members: a group that is named without a number says whom the numbers after it count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.evidence import LEFT, Cue, Strengths, near
from binhyen.narrative.reader.frames import Match
from binhyen.narrative.reader.rules import NEAR, WIDE, Rule
from binhyen.narrative.reader.tokens import WORD, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

GROUPS = {
    "selfgov_group": ("selfgov_groups", "selfgov_members"),
    "interfamily": ("selfgov_groups", "selfgov_members"),
    "security_group": ("people_security_groups", "people_security_members"),
    "patrol_group": ("patrol_groups", "patrol_members"),
    "mediation_group": ("mediation_groups", "mediation_members"),
    "defence_team": ("civil_defence_teams", "civil_defence_members"),
    "guard_board": ("guard_boards", "guard_members"),
    "grassroots_team": ("grassroots_teams", "grassroots_members"),
    "youth_team": ("youth_teams", "youth_team_members"),
    "core_team": ("core_teams", "core_persons"),
    "club": ("clubs", "club_members"),
    "border_group": ("border_groups", "border_group_members"),
    "fire_group": ("fire_interfamily_groups", "fire_interfamily_members"),
    "online_group": ("online_groups", "online_group_members"),
    "agency_guard_unit": ("agency_guard_units", "agency_guard_members"),
    "model": ("models_total", "model_members"),
    "group_named": ("model_sites", "model_members"),
    "committee": ("steering_committees", "steering_members"),
    "cluster": ("security_clusters", "cluster_units"),
    "task_group": ("task_groups", ""),
    "group": ("", ""),
}
"""The indicators of a group and of its members by the class of its noun; "tổ" alone is the group told before."""
KINDS = {
    "n_interfamily": "fire_group",
    "n_mediation": "mediation_group",
    "n_zalo": "online_group",
    "n_patrolling": "patrol_group",
    "n_selfgov": "selfgov_group",
    "n_border_line": "border_group",
    "n_youth": "youth_team",
}
FORCES = {"guard": "guard_board", "defender": "defence_team"}
"""Forces that are named as a whole: "lực lượng dân phòng gồm 40 người"."""
MEMBERS = {group: member for group, member in GROUPS.values() if member}
ROLES = frozenset(WIDE["people"]) - {"turn", "suspect", "driver"} | {"inhabitant", "steering_member"}
"""Nouns of people who may be members of a group."""
CONSISTING, HAVING = frozenset(("gồm",)), frozenset(("có", "với", "tụ", "hút", "hợp"))
BETWEEN = frozenset(
    (
        "hơn", "gần", "trên", "khoảng", "sự", "tham", "gia", "của", "tổng", "số", "là", "đến", "đã", "được", ":",
        "các", "đồng", "chí", "từ", "ít", "nhất", "hiện", "nay",
    )
)  # fmt: skip
"""What may stand between such a verb and its number."""
ENDS, JOINING = frozenset((";", ".", "|")), frozenset((",", "và", "cùng", "&", "+", "với"))
MEANT = frozenset(("theo", "cho", "giúp", "như"))
"""After these words a group is not the one that has what is counted."""
NAME = 6
IN = frozenset(("tham", "gia", "vào", "các", "là", "thành", "viên", "của", "trong", "thuộc", "nhập"))
"""What may stand between people and the group that they are in."""
PARTING = ENDS | HAVING | CONSISTING
FURTHEST, CLOSE, LISTED, CERTAIN = 28, 7, 3, 96.0
ELSEWHERE = (
    "v_award", "v_honour", "v_injure", "v_sacrifice", "v_propagate", "v_train", "v_mobilise", "n_festival", "v_pledge",
    "v_arrest", "v_help", "v_educate", "n_conference",
)  # fmt: skip
"""Words that say that people beside a group are counted for something else."""


class Told(Protocol):
    """A figure that was told before."""

    item: Item
    match: Match


@dataclass(frozen=True, slots=True)
class Head:
    """A group that is named: where its noun stands, and the class of it."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The group that a number stands under, and whether it is said to consist of what is counted."""

    indicator: str
    consists: bool
    listed: bool = True


def heads_of(tokens: Tokens, words: Vocabulary, sentence: Sentence, cues: list[Cue]) -> list[Head]:
    """Return the groups that a sentence names, where it may count people of one."""
    if not any(map(_counts, sentence.items)):
        return []
    return list(_heads(tokens, words, sentence, cues))


def _counts(item: Item) -> bool:
    """Tell whether people are counted, or places of a cluster."""
    return bool(ROLES.intersection(item.labels)) or "place" in item.labels


def _heads(tokens: Tokens, words: Vocabulary, sentence: Sentence, cues: list[Cue]) -> Iterator[Head]:
    at = sentence.first
    while at < sentence.last:
        labels, end = words.units.longest(tokens.keys, at) if tokens.kinds[at] is WORD else ((), at)
        label = next((one for one in labels if one in GROUPS), "")
        if label == "group":
            label = _kind(near(cues, end, min(end + NAME, sentence.last)))
        force = next((one for one in labels if one in FORCES), "")
        if force and "lượng" in tokens.keys[max(0, at - 1) : end]:
            label = FORCES[force]
        if label and tokens.key(at - 1) not in MEANT:
            yield Head(at, end, label)
        at = end if label else at + 1


def _kind(cues: Sequence[Cue]) -> str:
    """Return the class of a group by the words of its name: "tổ “Xung kích an ninh”"."""
    said = (KINDS[label] for cue in cues for label in cue.labels if label in KINDS)
    return next(said, "group")


def group_of(
    tokens: Tokens, sentence: Sentence, place: int, heads: Sequence[Head], before: Group | None, told: Sequence[Told]
) -> Group | None:
    """Return the group that an item of a sentence stands under, if it does: a list goes on with that of its first."""
    item = sentence.items[place]
    if not heads or not _counts(item):
        return None
    if before is not None and before.listed:
        between = tokens.keys[sentence.items[place - 1].noun : item.number.whole]
        if between and between[-1] in JOINING and not PARTING.intersection(between):
            return before
    return _joined(tokens, item, heads) or _having(tokens, sentence, item, heads, told)


def _having(
    tokens: Tokens, sentence: Sentence, item: Item, heads: Sequence[Head], told: Sequence[Told]
) -> Group | None:
    """Return the group that is said to have or to consist of what is counted."""
    link = _link(tokens, item)
    head = next((one for one in reversed(heads) if one.last <= link), None)
    beside = head is not None and link == item.number.whole
    if head is None or (beside and (head.last != link or head.label == "group")):
        return None
    if not _reaches(tokens, sentence, head, link):
        return None
    consists = tokens.keys[link] in CONSISTING
    counted = next((one.match.indicator for one in told if one.item.number.last <= head.first < one.item.noun), "")
    again = consists or head.first == sentence.first
    indicator = counted or GROUPS[head.label][0] or (_told_group(told) if again else "")
    fits = (indicator == "security_clusters") == ("place" in item.labels)
    return Group(indicator, consists) if fits and indicator in MEMBERS else None


def _joined(tokens: Tokens, item: Item, heads: Sequence[Head]) -> Group | None:
    """Return the group that people are said to be in, right after them: "64 người tham gia tổ tuần tra"."""
    head = next((one for one in heads if one.first >= item.noun), None)
    if (
        head is None
        or item.number.percent
        or not 0 < head.first - item.noun <= NAME
        or head.label in {"model", "group", "task_group"}
    ):
        return None
    if not IN.issuperset(tokens.keys[item.noun : head.first]):
        return None
    return Group(GROUPS[head.label][0], consists=True, listed=False)


def _link(tokens: Tokens, item: Item) -> int:
    """Return where the verb stands that says what a group has, right before a number, or the number's own place."""
    at = item.number.whole - 1
    least = max(item.left - 1, at - CLOSE)
    while at > least and tokens.keys[at] in BETWEEN:
        at -= 1
    return at if at > least and tokens.keys[at] in CONSISTING | HAVING else item.number.whole


def _reaches(tokens: Tokens, sentence: Sentence, head: Head, link: int) -> bool:
    """Tell whether nothing else is counted between a group and its verb, and no clause ends there.

    A number right after the group is its name: "tổ tuần tra 171".
    """
    if link - head.last > FURTHEST or ENDS.intersection(tokens.keys[head.last : link]):
        return False
    return not any(head.last < item.number.first < link for item in sentence.items)


def _told_group(told: Sequence[Told]) -> str:
    return next((one.match.indicator for one in reversed(told) if one.match.indicator in MEMBERS), "")


def takes_part(tokens: Tokens, item: Item, following: Item) -> bool:
    """Tell whether people take part in what is counted right after them: "300 người tham gia 5 lớp"."""
    beside = following.number.whole - item.noun <= LISTED and tokens.key(following.number.whole - 1) in TAKING_PART
    return beside and bool(ROLES.intersection(item.labels) or "turn" in item.labels)


TAKING_PART = frozenset(("gia", "dự", "học"))


def as_member(item: Item, strengths: Strengths, match: Match | None, group: Group | None) -> Match | None:
    """Return the frame of a group's members for what it is said to consist of: "tổ tuần tra gồm 2 dân quân, …"."""
    if group is None or not group.consists or (match is not None and match.indicator in MEMBERS):
        return match
    strengths.all["m_member"] = LEFT
    return Match(Rule(MEMBERS[group.indicator], item.labels), CERTAIN, match.score / 2 if match else 0.0)


def followed(strengths: Strengths, group: Group | None) -> str:
    """Return the group's indicator where a number after "có" or "với" may be one of its members."""
    if group is None or any(strengths.all.get(label, 0.0) >= NEAR for label in ELSEWHERE):
        return ""
    return group.indicator
