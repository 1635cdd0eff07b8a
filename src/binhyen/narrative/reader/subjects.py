"""Layer 4, subjects: which field of crime, and which gathering, a number is told of: the nearest word decides."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from binhyen.narrative.reader.clauses import Sentence
from binhyen.narrative.reader.evidence import LEFT, Cue, Strengths

FIELDS = (
    "n_drug", "n_gambling", "n_firework", "n_accident", "n_fire", "n_traffic_violation", "n_traffic", "n_evil",
    "n_trafficking", "n_crime_econ", "n_weapon", "n_pov", "n_order", "n_crime",
)  # fmt: skip
"""Fields, those that say more before those that say less: "tội phạm ma túy" is of drugs."""
GATHERINGS = (
    "n_festival", "n_launching", "n_forum", "v_listen", "v_contest", "v_legal_aid", "v_train", "n_training",
    "v_mobilise", "v_propagate", "n_conference",
)  # fmt: skip
"""What people come to: "hội nghị tập huấn" is a training."""
PEOPLE = ("n_help_police", "n_beside_police", "n_patrolling", "n_selfgov", "n_club", "n_guard", "n_defence", "n_people")
POLICE = ("n_authority", "n_police")
"""Who acts: people who help the police before the police whom they help."""
STRENGTHS = (30.0, 25.0, 22.0, 22.0, 19.0, 15.0, 15.0, 10.0)
"""In its own words, left of it, in the figure before, earlier in the clause, after it, before the clause, in the
heading, in the sentence before."""
REACH = 48


@dataclass(slots=True)
class Named:
    """Where words of some names stand in a text, in order, and the one that the sentence before ended with."""

    firsts: list[int]
    names: list[str]
    last: str = ""

    def first(self, low: int, high: int) -> str:
        """Return the first name within [low, high)."""
        at = bisect_left(self.firsts, low)
        return self.names[at] if at < len(self.firsts) and self.firsts[at] < high else ""

    def nearest(self, low: int, high: int) -> str:
        """Return the last name within [low, high)."""
        at = bisect_left(self.firsts, high) - 1
        return self.names[at] if at >= 0 and self.firsts[at] >= low else ""


def named_in(cues: Sequence[Cue]) -> tuple[Named, ...]:
    """Return where the fields and the gatherings of a text are named, and who acts in it."""
    return _named(cues, FIELDS), _named(cues, GATHERINGS), _named(cues, PEOPLE + POLICE)


def _named(cues: Sequence[Cue], names: Sequence[str]) -> Named:
    known = frozenset(names)
    some = [
        (cue.first, next(name for name in names if name in cue.labels))
        for cue in cues
        if not cue.quoted and not known.isdisjoint(cue.labels)
    ]
    return Named([first for first, _ in some], [name for _, name in some])


def add_subjects(strengths: Sequence[Strengths], sentence: Sentence, some: tuple[Named, ...]) -> None:
    """Tell each number of a sentence its subjects: what field of crime, what gathering, and who acts."""
    *fields, actors = some
    for item, one in zip(sentence.items, strengths, strict=True):
        actor = actors.nearest(sentence.first, item.number.whole)
        if actor:
            one.all["m_police" if actor in POLICE else "m_people"] = LEFT
    for named in fields:
        if not named.firsts:
            continue
        found = _subjects(sentence, named)
        for one, subject in zip(strengths, found, strict=True):
            one.subject |= subject
        named.last = next(iter(found[-1]), "") if found else ""
        named.last = named.last or named.nearest(sentence.first, sentence.last)


def _subjects(sentence: Sentence, named: Named) -> list[dict[str, float]]:
    """Return for each number the nearest of some names, and how strongly it is meant."""
    headed = named.first(*sentence.heading) if sentence.heading[0] < sentence.first else ""
    start, clause, told = sentence.first, 0, ""
    found: list[dict[str, float]] = []
    for item in sentence.items:
        if clause and clause < item.number.first:
            start, told = clause, ""
        said = (
            named.first(item.number.last, item.own),
            named.nearest(max(item.left, item.number.whole - REACH), item.number.whole),
            told,
            "" if told else named.nearest(max(start, item.left - REACH), item.left),
            named.first(item.own, min(item.clause, item.number.last + REACH)),
            named.nearest(max(sentence.first, start - REACH), start),
            headed,
            named.last,
        )
        found.append(next(({name: much} for name, much in zip(said, STRENGTHS, strict=True) if name), {}))
        told = next(iter(found[-1]), told)
        clause = item.clause
    return found
