"""Layer 4, subjects: which field of crime or disorder a number is told of, the nearest word of one deciding."""

from collections.abc import Iterable, Sequence

from binhyen.narrative.reader.clauses import Sentence
from binhyen.narrative.reader.evidence import Cue, Strengths, near

FIELDS = (
    "n_drug", "n_gambling", "n_firework", "n_accident", "n_fire", "n_traffic_violation", "n_traffic", "n_evil",
    "n_trafficking", "n_crime_econ", "n_weapon", "n_pov", "n_order", "n_crime",
)  # fmt: skip
"""Fields, those that say more before those that say less: "tội phạm ma túy" is of drugs."""
STRENGTHS = (30.0, 25.0, 22.0, 22.0, 19.0, 15.0, 10.0)
"""In its own words, left of it, in the figure before, earlier in the sentence, after it, in the heading, before it."""
REACH = 48


def add_subjects(strengths: Sequence[Strengths], sentence: Sentence, cues: list[Cue], last: str) -> str:
    """Tell each number of a sentence its subject, and return the one that the next sentence may go on with."""
    headed = _field(near(cues, *sentence.heading)) if sentence.heading[0] < sentence.first else ""
    clause, told = 0, ""
    for item, one in zip(sentence.items, strengths, strict=True):
        if clause and clause < item.number.first:
            told = ""
        own = _field(near(cues, item.number.last, item.own))
        left = _nearest(near(cues, max(item.left, item.number.whole - REACH), item.number.whole))
        right = _field(near(cues, item.own, min(item.clause, item.number.last + REACH))[:6])
        first = _nearest(near(cues, sentence.first, item.left)) if not told else ""
        said = (own, left, told, first, right, headed, last)
        one.subject = next(({name: much} for name, much in zip(said, STRENGTHS, strict=True) if name), {})
        told = next(iter(one.subject), told)
        clause = item.clause
    return told or _nearest(near(cues, sentence.first, sentence.last))


def _nearest(cues: Sequence[Cue]) -> str:
    """Return the field of the last word of one."""
    return next((field for field in (_field([cue]) for cue in reversed(cues)) if field), "")


def _field(cues: Iterable[Cue]) -> str:
    """Return the first field that is named."""
    for cue in cues:
        if not cue.quoted:
            named = next((label for label in FIELDS if label in cue.labels), "")
            if named:
                return named
    return ""
