"""Layer 4, subjects: which field of crime, and which gathering, a number is told of: the nearest word decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from binhyen.narrative.reader.clauses import Sentence
from binhyen.narrative.reader.evidence import Cue, Strengths, near

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
STRENGTHS = (30.0, 25.0, 22.0, 22.0, 19.0, 15.0, 15.0, 10.0)
"""In its own words, left of it, in the figure before, earlier in the clause, after it, before the clause, in the
heading, in the sentence before."""
REACH = 48


@dataclass(frozen=True, slots=True)
class Spoken:
    """The field and the gathering that the sentence before ended with."""

    field: str = ""
    gathering: str = ""


def add_subjects(strengths: Sequence[Strengths], sentence: Sentence, cues: list[Cue], last: Spoken) -> Spoken:
    """Tell each number of a sentence its subject, and return what the next sentence may go on with."""
    fields = _subjects(sentence, cues, FIELDS, last.field)
    gatherings = _subjects(sentence, cues, GATHERINGS, last.gathering)
    for one, field, gathering in zip(strengths, fields, gatherings, strict=True):
        one.subject = field | gathering
    some = near(cues, sentence.first, sentence.last)
    return Spoken(_kept(fields) or _nearest(some, FIELDS), _kept(gatherings) or _nearest(some, GATHERINGS))


def _kept(found: Sequence[Mapping[str, float]]) -> str:
    """Return the last number's subject."""
    return next(iter(found[-1]), "") if found else ""


def _subjects(sentence: Sentence, cues: list[Cue], names: Sequence[str], last: str) -> list[dict[str, float]]:
    """Return for each number the nearest of some names, and how strongly it is meant."""
    headed = _first(near(cues, *sentence.heading), names) if sentence.heading[0] < sentence.first else ""
    start, clause, told = sentence.first, 0, ""
    found: list[dict[str, float]] = []
    for item in sentence.items:
        if clause and clause < item.number.first:
            start, told = clause, ""
        own = _first(near(cues, item.number.last, item.own), names)
        left = _nearest(near(cues, max(item.left, item.number.whole - REACH), item.number.whole), names)
        first = _nearest(near(cues, max(start, item.left - REACH), item.left), names) if not told else ""
        right = _first(near(cues, item.own, min(item.clause, item.number.last + REACH)), names)
        before = _nearest(near(cues, max(sentence.first, start - REACH), start), names)
        said = (own, left, told, first, right, before, headed, last)
        found.append(next(({name: much} for name, much in zip(said, STRENGTHS, strict=True) if name), {}))
        told = next(iter(found[-1]), told)
        clause = item.clause
    return found


def _nearest(cues: Sequence[Cue], names: Sequence[str]) -> str:
    """Return the name that the last cue has which has one."""
    return _first(reversed(cues), names)


def _first(cues: Iterable[Cue], names: Sequence[str]) -> str:
    """Return the first name that is said."""
    for cue in cues:
        said = "" if cue.quoted else next((name for name in names if name in cue.labels), "")
        if said:
            return said
    return ""
