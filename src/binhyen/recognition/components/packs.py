"""What the pages of packs show: criteria by clause and kind, the effect of a draft in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from binhyen.recognition.components.words import kind_name, mark_words
from binhyen.recognition.queries.packs import Effect
from binhyen.recognition.rules.amendments import PackChange
from binhyen.recognition.rules.model import Criterion, Logic, Pack


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with its clause, kinds and mark in words."""

    criterion: Criterion
    clause: str
    kinds: str
    mark: str
    pending: bool


def criterion_rows(pack: Pack) -> list[CriterionLine]:
    """Return a pack's criteria in their order."""
    clauses = {group.id: group.title for group in pack.groups}
    return [
        CriterionLine(
            criterion=one,
            clause=clauses.get(one.group, ""),
            kinds=", ".join(kind_name(kind) for kind in one.kinds),
            mark=mark_words(one.mark, one.wording),
            pending=one.logic is Logic.PENDING_TEXT,
        )
        for one in pack.criteria
    ]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """How many dossiers of a kind stand at a verdict now and would be held to the draft."""

    kind: str
    verdict: str
    amount: int


@dataclass(frozen=True, slots=True)
class EffectView:
    """What putting a draft in use would do."""

    changes: Sequence[PackChange]
    rows: Sequence[EffectRow]
    moving: int
    submitted: int


def effect_rows(effect: Effect) -> EffectView:
    """Return an effect, kind by kind."""
    rows = [EffectRow(kind_name(kind), verdict, amount) for (kind, verdict), amount in sorted(effect.dossiers.items())]
    return EffectView(effect.changes, rows, sum(row.amount for row in rows), effect.submitted)
