"""What the appraisal desk shows: facts in words, threads, the state of each criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number, short_date
from binhyen.recognition.components.words import kind_name, mark_words
from binhyen.recognition.models import Appraisal, Evidence, Remark, RemarkKind
from binhyen.recognition.queries.appraisal import Desk
from binhyen.recognition.queries.dossiers import DossierPage, Line
from binhyen.recognition.rules.facts import fact_specs
from binhyen.recognition.rules.model import Criterion, FactSpec, FactValue, Logic, UnitCounts, Verdict
from binhyen.ui.components.parts import Choice, Knot
from binhyen.units.rules.kinds import KIND_NAMES

_SAYS = {
    RemarkKind.QUESTION: gettext_noop("asks"),
    RemarkKind.MUST_FIX: gettext_noop("asks for a correction"),
    RemarkKind.REPLY: gettext_noop("replies"),
    RemarkKind.INTERNAL: gettext_noop("notes for the appraisers"),
}
_LOOKS = {RemarkKind.MUST_FIX: "must", RemarkKind.INTERNAL: "internal"}


def kind_chips(counts: Mapping[str, int]) -> list[Choice]:
    """Return the kinds that something waits in, all first."""
    chips = [Choice("", gettext("All"), sum(counts.values()))]
    return chips + [Choice(kind, name, counts[kind]) for kind, name in KIND_NAMES.items() if counts.get(kind)]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as read: its label and its value in words, "" where nobody gave it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion in the list: how it stands, and whether it still wants something."""

    line: Line
    verdict: str
    clause: str
    current: bool
    open_remarks: int
    judged: bool
    pending: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """The chosen criterion with everything that an appraiser weighs."""

    criterion: Criterion
    article: str
    mark: str
    verdict: str
    reason: Finding | None
    facts: Sequence[Fact]
    evidence: Sequence[Evidence]
    line: Line
    thread: Sequence[Knot]
    open_remarks: Sequence[Remark]
    pending: bool
    hidden: bool
    opinion: str
    opinion_note: str
    opinion_by: str
    opinion_at: datetime | None
    composed: bool


@dataclass(frozen=True, slots=True)
class DeskView:
    """The page of one dossier."""

    desk: Desk
    rows: Sequence[CriterionRow]
    chosen: CriterionView
    before: str
    after: str
    verdict: str
    unjudged: Sequence[str]
    others: Sequence[Knot]
    general: Sequence[Knot]
    open_remarks: int


def desk_view(desk: Desk, chosen: str) -> DeskView:
    """Make a dossier ready for its appraiser; an unknown criterion means the first that wants something."""
    rows = _rows(desk, chosen)
    at = next(index for index, row in enumerate(rows) if row.current)
    return DeskView(
        desk=desk,
        rows=rows,
        chosen=_chosen(desk, rows[at]),
        before=rows[at - 1].line.criterion.id if at else "",
        after=rows[at + 1].line.criterion.id if at + 1 < len(rows) else "",
        verdict=str(desk.evaluation.verdict),
        unjudged=[row.line.criterion.id for row in rows if row.pending and not row.judged],
        others=[_other(desk.page, one) for one in desk.page.appraisals if one is not desk.page.own_appraisal],
        general=[knot_of(desk.page, one) for one in desk.page.remarks],
        open_remarks=sum(row.open_remarks for row in rows) + len(_open(desk.page.remarks)),
    )


def _rows(desk: Desk, chosen: str) -> list[CriterionRow]:
    ids = [line.criterion.id for line in desk.lines]
    current = chosen if chosen in ids else _first(desk)
    clauses = {group.id: group.title for group in desk.page.frame.pack.groups}
    seen: set[str] = set()
    rows = []
    for line in desk.lines:
        group = line.criterion.group
        clause = clauses.get(group, "") if group not in seen else ""
        seen.add(group)
        rows.append(_row(line, clause, current))
    return rows


def _row(line: Line, clause: str, current: str) -> CriterionRow:
    said = line.answer.appraiser_verdict if line.answer else ""
    engine = str(line.result.verdict) if line.result else str(Verdict.CANNOT_CONCLUDE)
    return CriterionRow(
        line=line,
        verdict=said if said in (Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE) else engine,
        clause=clause,
        current=line.criterion.id == current,
        open_remarks=len(_open(line.remarks)),
        judged=bool(said),
        pending=line.criterion.logic is Logic.PENDING_TEXT,
    )


def _first(desk: Desk) -> str:
    """Return the first criterion that wants the appraiser: not judged and not clearly met."""
    wanting = (
        line.criterion.id
        for line in desk.lines
        if not (line.answer and line.answer.appraiser_verdict)
        and (line.result is None or line.result.verdict is Verdict.CANNOT_CONCLUDE)
    )
    return next(wanting, desk.lines[0].criterion.id)


def _open(remarks: Sequence[Remark]) -> list[Remark]:
    return [one for one in remarks if one.kind in (RemarkKind.MUST_FIX, RemarkKind.QUESTION) and not one.resolved_at]


def _chosen(desk: Desk, row: CriterionRow) -> CriterionView:
    line, page = row.line, desk.page
    answer = line.answer if line.answer and line.answer.appraiser_verdict else None
    return CriterionView(
        criterion=line.criterion,
        article=line.criterion.article,
        mark=mark_words(line.criterion.mark, line.criterion.wording),
        verdict=row.verdict,
        reason=line.result.reason if line.result else None,
        facts=facts_in_words(page, line),
        evidence=line.evidence,
        line=line,
        thread=[knot_of(page, one) for one in line.remarks],
        open_remarks=_open(line.remarks),
        pending=row.pending,
        hidden=line.criterion.id in desk.hidden,
        opinion=answer.appraiser_verdict if answer else "",
        opinion_note=answer.appraiser_note if answer else "",
        opinion_by=page.people.get(answer.appraised_by_account or 0, "") if answer else "",
        opinion_at=answer.appraised_at if answer else None,
        composed=line.criterion.is_composed,
    )


# ------------------------------------------------------------------ facts in words


def facts_in_words(page: DossierPage, line: Line) -> list[Fact]:
    """Return what a criterion's verdict rests on, each fact by its label."""
    if line.result is None:
        return []
    specs = {spec.name: spec for spec in fact_specs(page.frame.pack, page.frame.kind)}
    given = {name: value for name, value in line.result.facts.items() if name != line.criterion.judgement}
    return [Fact(specs[name].label if name in specs else name, _word(specs.get(name), given[name])) for name in given]


def _word(spec: FactSpec | None, value: FactValue | None) -> str:
    if isinstance(value, Mapping):
        return "; ".join(_counts(kind, counts) for kind, counts in value.items())
    if value is None or isinstance(value, date | int):
        return _plain(value)
    words = sorted(value) if isinstance(value, frozenset) else [value]
    return ", ".join(spec.word(one) if spec else one for one in words)


def _plain(value: date | int | None) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else number(value)


def _counts(kind: str, counts: UnitCounts) -> str:
    share = f"{number(counts.recognised or 0)}/{number(counts.eligible or 0)}"
    return gettext("%(kind)s: %(share)s recognised") % {"kind": kind_name(kind), "share": share}


# ------------------------------------------------------------------ threads


def knot_of(page: DossierPage, remark: Remark) -> Knot:
    """Return a remark as a knot of the thread."""
    kind = RemarkKind(remark.kind)
    settled = bool(remark.resolved_at) or kind in (RemarkKind.REPLY, RemarkKind.INTERNAL)
    return Knot(
        gettext(_SAYS[kind]),
        who=page.posts.get(remark.by_post) or page.people.get(remark.by_account, ""),
        at=remark.at,
        look="done" if settled else "now",
        note=remark.text,
        kind=_LOOKS.get(kind, ""),
    )


_DONE = {
    "declared": gettext_noop("declared that nothing ties them to the unit"),
    "recused": gettext_noop("stood back"),
    "concluded": gettext_noop("concluded"),
}


def _other(page: DossierPage, appraisal: Appraisal) -> Knot:
    return Knot(
        gettext(_DONE[appraisal.state]),
        who=page.people.get(appraisal.account, ""),
        at=appraisal.concluded_at or appraisal.declared_at,
        note=appraisal.note,
    )
