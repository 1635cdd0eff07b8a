"""What a demonstration's unit answers: facts that meet a criterion, or just fail to. Pure, for any pack."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.recognition.rules.assessing import FROM_UNIT, LIVE, Said
from binhyen.recognition.rules.facts import names_of
from binhyen.recognition.rules.model import (
    ChecklistAll,
    CountMax,
    CountMin,
    Criterion,
    DocumentsBy,
    Judged,
    Logic,
    Ratio,
)

EXPLANATION = "Theo hồ sơ giấy đã ký của đơn vị (minh họa)."
REFERENCE = "KL-minh-họa"
WHOLE = 120
SHORT = 117


@dataclass(frozen=True, slots=True)
class Written:
    """What is said of one criterion."""

    criterion: str
    said: Said


def answers(criteria: Iterable[Criterion], year: int, fails: str) -> tuple[Written, ...]:
    """Answer every criterion that asks something of the unit; `fails` is the one that is not met."""
    asked = (one for one in criteria if not one.is_composed and not waits(one))
    return tuple(Written(one.id, _said(one, year, met=one.id != fails)) for one in asked)


def waits(criterion: Criterion) -> bool:
    """Tell whether the unit has nothing to say: text nobody has seen, or counts from the dossiers below."""
    return criterion.logic is Logic.PENDING_TEXT or set(names_of(criterion)) <= LIVE


def pending(criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """Return the criteria that wait for a named appraiser's judgement."""
    return tuple(one.id for one in criteria if one.logic is Logic.PENDING_TEXT)


def _said(criterion: Criterion, year: int, *, met: bool) -> Said:
    facts = {
        name: value
        for name, value in _facts(criterion, year, met=met).items()
        if name not in LIVE and name not in FROM_UNIT and name != criterion.judgement
    }
    judged = isinstance(criterion.test, Judged)
    one_conclusion = criterion.logic is Logic.NONE_OF
    return Said(
        facts,
        ("met" if met else "not_met") if judged else "",
        REFERENCE if one_conclusion else "",
        "" if one_conclusion else EXPLANATION,
    )


def _facts(criterion: Criterion, year: int, *, met: bool) -> dict[str, object]:
    test = criterion.test
    if isinstance(test, DocumentsBy):
        day = date(year, 2, 15) if met else date(year, 5, 15)
        return dict.fromkeys(test.facts, day.isoformat())
    if isinstance(test, Ratio):
        return {test.part: WHOLE if met else SHORT, test.whole: WHOLE}
    if isinstance(test, CountMin | CountMax):
        return {test.fact: _count(test, met=met)}
    if isinstance(test, ChecklistAll):
        return {test.fact: list(test.items if met else test.items[1:])}
    return {}


def _count(test: CountMin | CountMax, *, met: bool) -> int:
    if isinstance(test, CountMin):
        return test.minimum if met else 0
    return 0 if met else test.maximum + 1
