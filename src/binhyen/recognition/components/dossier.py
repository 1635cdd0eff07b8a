"""The page of one dossier, made ready: criteria with their verdicts, what is known, threads, the course."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number, short_date
from binhyen.recognition.components.words import (
    EVIDENCE_WORDS,
    REMARK_WORDS,
    VERDICT_ICONS,
    Chip,
    chip_of,
    mark_words,
    said,
)
from binhyen.recognition.models import Dossier, Evidence, Remark, RemarkKind
from binhyen.recognition.queries.dossiers import DossierPage, Line
from binhyen.recognition.queries.pages import results_of_unit
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.facts import fact_specs
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.recognition.rules.model import Criterion, FactSpec, FactType, UnitCounts, Verdict
from binhyen.ui.components.states import state_of

_YEARS = 10


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion in the list: its mark, its words, its verdict with the reason."""

    id: str
    short: str
    gist: str
    icon: str
    look: str
    word: str
    reason: str
    current: bool
    composed: bool
    heading: str
    """Title of the group, at its first criterion only."""
    waiting: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it is shown."""

    evidence: Evidence
    note: str
    scan: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One remark of a thread."""

    remark: Remark
    who: str
    word: str
    look: str
    open: bool


def short_id(criterion_id: str) -> str:
    """Return "1c" for "KDC-1c"."""
    return criterion_id.rpartition("-")[2]


def shown_id(page: DossierPage, criterion_id: str) -> str:
    """Return the short id; the whole one for a criterion of another kind, which a commune takes over."""
    own = page.lines[0].criterion.id.rpartition("-")[0]
    return short_id(criterion_id) if criterion_id.rpartition("-")[0] == own else criterion_id


def verdict_word(verdict: str) -> str:
    """Return a verdict in the reader's language."""
    return gettext(state_of(verdict).label) if verdict else ""


def criterion_rows(page: DossierPage, current: str) -> list[CriterionRow]:
    """Return the list of criteria with their groups' headings."""
    titles = {group.id: group.title for group in page.frame.pack.groups}
    rows, last = [], ""
    for line in page.lines:
        group = line.criterion.group
        heading = titles.get(group, "") if group != last else ""
        rows.append(_criterion_row(line, current, heading, shown_id(page, line.criterion.id)))
        last = group
    return rows


def _criterion_row(line: Line, current: str, heading: str, short: str) -> CriterionRow:
    criterion, result = line.criterion, line.result
    verdict = result.verdict if result else None
    return CriterionRow(
        id=criterion.id,
        short=short,
        gist=criterion.gist,
        icon=VERDICT_ICONS[verdict] if verdict else "none",
        look=f"c-{VERDICT_ICONS[verdict]}" if verdict else "c-none",
        word=verdict_word(verdict) if verdict else "",
        reason=said(result.reason) if result else "",
        current=criterion.id == current,
        composed=criterion.is_composed,
        heading=heading,
        waiting=any(_is_open(one) for one in line.remarks),
    )


def current_line(page: DossierPage, asked: str) -> Line | None:
    """Return the asked criterion's line: the first one that is not met when none was asked for."""
    lines = [line for line in page.lines if not line.criterion.is_composed]
    chosen = next((line for line in lines if line.criterion.id == asked), None)
    if chosen is not None:
        return chosen
    wanting = (line for line in lines if line.result and line.result.verdict is not Verdict.MET)
    return next(wanting, lines[0] if lines else None)


@dataclass(frozen=True, slots=True)
class Steps:
    """The criteria before and after the current one, and where it stands among them."""

    before: str
    after: str
    position: int
    count: int


def steps_of(page: DossierPage, current: str) -> Steps:
    """Return the way to the neighbours of a criterion."""
    ids = [line.criterion.id for line in page.lines if not line.criterion.is_composed]
    at = ids.index(current) if current in ids else 0
    before = ids[at - 1] if at > 0 else ""
    after = ids[at + 1] if at + 1 < len(ids) else ""
    return Steps(before, after, at + 1, len(ids))


def tally(page: DossierPage) -> str:
    """Say how many criteria are met and how many are open."""
    verdicts = [line.result.verdict for line in page.lines if line.result and not line.criterion.is_composed]
    words = [
        (Verdict.MET, gettext_noop("%(count)s met")),
        (Verdict.NOT_MET, gettext_noop("%(count)s not met")),
        (Verdict.CANNOT_CONCLUDE, gettext_noop("%(count)s open")),
    ]
    found = [(word, verdicts.count(verdict)) for verdict, word in words]
    return " · ".join(gettext(word) % {"count": count} for word, count in found if count)


def because(page: DossierPage) -> str:
    """Say on which criteria the provisional result hangs."""
    verdict = page.evaluation.verdict if page.evaluation else Verdict.CANNOT_CONCLUDE
    ids = [
        shown_id(page, line.criterion.id)
        for line in page.lines
        if line.result and line.result.verdict is verdict and not line.criterion.is_composed
    ]
    if verdict is Verdict.NOT_MET:
        message = gettext("Not met: %(criteria)s. One criterion not met makes the whole not met.")
        return message % {"criteria": ", ".join(ids)}
    if verdict is Verdict.CANNOT_CONCLUDE:
        message = gettext("Still open: %(criteria)s. What is not known never counts as met.")
        return message % {"criteria": ", ".join(ids)}
    return gettext("Every criterion is met.") if verdict is Verdict.MET else ""


# ------------------------------------------------------------------ one criterion


@dataclass(frozen=True, slots=True)
class Citation:
    """The article that a criterion rests on, with how sure its text is."""

    words: str
    source: str
    mark: str
    note: str


def citation_of(page: DossierPage, criterion: Criterion) -> Citation:
    """Return the words of a criterion with their article and mark."""
    instrument = criterion.instrument or page.frame.pack.source.instrument
    return Citation(
        words=criterion.wording or criterion.gist,
        source=f"{instrument}, {criterion.article}",
        mark=mark_words(criterion.mark, criterion.wording),
        note=criterion.note,
    )


def known_facts(page: DossierPage, line: Line, typed: Iterable[str]) -> list[tuple[str, str]]:
    """Return what is known of a criterion without anybody typing it: counted, on record, from the registration."""
    shown = set(typed)
    specs = {spec.name: spec for spec in fact_specs(page.frame.pack, page.frame.kind)}
    facts = line.result.facts if line.result else {}
    return [
        (specs[name].label, value_words(specs[name], value))
        for name, value in facts.items()
        if value is not None and name in specs and name not in shown and specs[name].type is not FactType.JUDGEMENT
    ]


def value_words(spec: FactSpec, value: object) -> str:
    """Write a fact's value as people do."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{spec.word(str(kind))}: {_counts(counts)}" for kind, counts in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(spec.word(str(one)) for one in sorted(map(str, value)))
    return _day_or_word(spec, value)


def _day_or_word(spec: FactSpec, value: object) -> str:
    if isinstance(value, date):
        return short_date(value)
    if spec.type is FactType.DATE and isinstance(value, str):
        return short_date(date.fromisoformat(value))
    return spec.word(str(value))


def _counts(counts: object) -> str:
    if not isinstance(counts, UnitCounts):
        return str(counts)
    words = gettext("%(recognised)s recognised of %(eligible)s, %(registered)s registered")
    given = {"recognised": counts.recognised, "eligible": counts.eligible, "registered": counts.registered}
    return words % {name: "–" if amount is None else number(amount) for name, amount in given.items()}


def said_words(specs: Mapping[str, FactSpec], answer: Said) -> str:
    """Write an answer as lines: facts, verdict, number, explanation."""
    lines = [
        f"{specs[name].label}: {value_words(specs[name], value)}"
        for name, value in answer.facts.items()
        if name in specs
    ]
    if answer.judgement:
        lines.append(verdict_word(answer.judgement))
    if answer.reference:
        lines.append(gettext("Conclusion %(number)s") % {"number": answer.reference})
    if answer.explanation:
        lines.append(f"“{answer.explanation}”")
    return "\n".join(lines) or gettext("nothing entered")


def specs_of(page: DossierPage) -> dict[str, FactSpec]:
    """Return the facts of a dossier's kind by name."""
    return {spec.name: spec for spec in fact_specs(page.frame.pack, page.frame.kind)}


@dataclass(frozen=True, slots=True)
class Year:
    """How the unit stood in another year."""

    dossier: Dossier
    chip: Chip


def years_of(actor: Actor, dossier: Dossier) -> list[Year]:
    """Return the unit's dossiers of other years that a person sees, newest first: one query."""
    rows = results_of_unit(actor, dossier.unit_id).exclude(pk=dossier.pk)[:_YEARS]
    return [Year(row, chip_of(row)) for row in rows]


def file_rows(line: Line) -> list[FileRow]:
    """Return a criterion's files."""
    return [FileRow(one, _file_note(one), _scan(one.blob.state)) for one in line.evidence]


def _scan(state: str) -> str:
    return state if state in ("clean", "infected") else "waiting"


def _file_note(one: Evidence) -> str:
    words = [gettext(EVIDENCE_WORDS[EvidenceKind(one.kind)])]
    if one.blob.pages:
        words.append(gettext("%(count)s pages") % {"count": one.blob.pages})
    if one.evidence_date:
        words.append(gettext("dated %(day)s") % {"day": short_date(one.evidence_date)})
    if one.carried_over:
        words.append(gettext("from last year"))
    return " · ".join(words)


def voices(remarks: Sequence[Remark], posts: Mapping[int, str]) -> list[Voice]:
    """Return a thread."""
    looks = {RemarkKind.MUST_FIX: "must", RemarkKind.INTERNAL: "internal"}
    return [
        Voice(
            remark=one,
            who=posts.get(one.by_post, gettext("A former post")),
            word="" if one.kind == RemarkKind.REPLY else gettext(REMARK_WORDS[RemarkKind(one.kind)]),
            look=looks.get(RemarkKind(one.kind), ""),
            open=_is_open(one),
        )
        for one in remarks
    ]


def _is_open(one: Remark) -> bool:
    return one.resolved_at is None and one.kind in (RemarkKind.QUESTION, RemarkKind.MUST_FIX)


def reason_of(line: Line) -> str:
    """Return why the criterion stands as it does."""
    return said(line.result.reason) if line.result else ""
