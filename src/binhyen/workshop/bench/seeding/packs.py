"""The circular's pack with as many criteria as the bench asks for, and what a unit that meets one answers."""

import json
from dataclasses import replace

from binhyen.recognition.rules.facts import criteria_of
from binhyen.recognition.rules.model import (
    ChecklistAll,
    CountMax,
    CountMin,
    Criterion,
    DocumentsBy,
    Group,
    Judged,
    Logic,
    Mark,
    Pack,
    Ratio,
    Verdict,
)
from binhyen.recognition.rules.shelf import shipped
from binhyen.units.rules.kinds import UnitKind

_BASE = "tt48-2025"
_FROM_BELOW = "units_"


def wide_pack(criteria: int) -> Pack:
    """Return the circular's pack, each kind filled up with assessed criteria to `criteria` answered ones."""
    pack = shipped()[_BASE]
    groups, added = [], []
    for kind in UnitKind:
        group = Group(f"DO-{kind}", "Tiêu chí của tỉnh, dùng để đo", "Bản đo")
        groups.append(group)
        missing = range(len(answered(pack, kind)) + 1, criteria + 1)
        added += [_assessed(f"DO-{kind}-{number}"[:40], kind, group) for number in missing]
    return replace(pack, groups=(*pack.groups, *groups), criteria=(*pack.criteria, *added))


def answered(pack: Pack, kind: str) -> list[Criterion]:
    """List the criteria that a unit of a kind answers itself."""
    return [one for one in criteria_of(pack, kind) if not one.is_composed]


def _assessed(code: str, kind: str, group: Group) -> Criterion:
    gist = f"Nội dung {code} được cấp có thẩm quyền đánh giá trong năm"
    return Criterion(code, gist, Judged(Logic.ASSESSED), group.article, Mark.CONFIRMED, (kind,), group=group.id)


def facts_text(criterion: Criterion, year: int) -> str:
    """Return the facts of a unit that meets a criterion, as JSON; what is counted from below stays out."""
    test = criterion.test
    facts: dict[str, object] = {}
    if isinstance(test, DocumentsBy):
        facts = dict.fromkeys(test.facts, f"{year}-02-10")
    elif isinstance(test, Ratio):
        facts = {test.part: 90, test.whole: 90}
    elif isinstance(test, CountMin):
        facts = {test.fact: test.minimum}
    elif isinstance(test, CountMax):
        facts = {test.fact: 0}
    elif isinstance(test, ChecklistAll):
        facts = {test.fact: list(test.items)}
    return json.dumps({name: value for name, value in facts.items() if not name.startswith(_FROM_BELOW)})


def judgement(criterion: Criterion) -> str:
    """Return the recorded judgement of a unit that meets a criterion, "" where none is asked."""
    return Verdict.MET.value if isinstance(criterion.test, Judged) else ""
