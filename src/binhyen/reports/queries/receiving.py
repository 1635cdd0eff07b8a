"""What an office looks at before it receives a report: its cells with their past, findings, talk and evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from binhyen.accounts.models import Post
from binhyen.database.lookups import under_any
from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding
from binhyen.reports.models import CellFile, CellRemark, Extension, Figure, Report, Step, Waiver
from binhyen.reports.queries.checks import findings_of, peers_for_checks
from binhyen.reports.queries.figures import Past, Values, accepted_values, current_values, known_at, past_of
from binhyen.reports.queries.reports import reports_seen_with
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.lifecycle import State
from binhyen.reports.rules.rights import DELEGATED_ONLY, Ability, Relation, has
from binhyen.reports.rules.threads import RemarkKind

Key = TypeVar("Key")
One = TypeVar("One")


def titles_of_posts(ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of posts, by id: who wrote what is said by the post."""
    return dict(Post.objects.filter(pk__in=set(ids)).values_list("pk", "title"))


# ------------------------------------------------------------------ before many are accepted


@dataclass(frozen=True, slots=True)
class Notice:
    """What is worth a look before a report is accepted with many: it may be right all the same."""

    explained: int = 0
    """Remarkable values that its author explained."""
    questions: int = 0
    """Cells with a question that nobody closed."""
    revision: int = 1

    def __bool__(self) -> bool:
        return bool(self.explained or self.questions or self.revision > 1)


def notices_of(reports: Sequence[Report]) -> dict[int, Notice]:
    """Return what is worth a look in each report: two queries, however many there are."""
    ids = [one.pk for one in reports]
    explained = _counted(_waivers_in_force(ids))
    open_ones = CellRemark.objects.filter(report_id__in=ids, kind=RemarkKind.QUESTION, resolved_at=None)
    questions = _counted(open_ones)
    return {one.pk: Notice(explained.get(one.pk, 0), questions.get(one.pk, 0), one.revision) for one in reports}


def _waivers_in_force(ids: Sequence[int]) -> QuerySet[Waiver]:
    """Return the explanations of values that still stand: another value asks again."""
    now = Figure.objects.filter(known_at(None), report_id=OuterRef("report_id"), cell_id=OuterRef("cell_id"))
    rows = Waiver.objects.filter(report_id__in=ids).annotate(now=Subquery(now.values("version")[:1]))
    return rows.filter(now=F("figure_version"))


def _counted(rows: QuerySet[Waiver] | QuerySet[CellRemark]) -> dict[int, int]:
    return dict(rows.order_by().values_list("report_id").annotate(amount=Count("cell_id", distinct=True)))


# ------------------------------------------------------------------ what waits


def waiting_for(actor: Actor, day: date) -> QuerySet[Report]:
    """Return the sent reports that a post receives, the one that waits longest first: one query for what is delegated.

    The table of rights says which posts receive at all.
    """
    if not has(actor.role, Relation.RECEIVES, Ability.REVIEW):
        return Report.objects.none()
    delegated = delegated_paths(actor, day)
    here = Q(pk__in=()) if actor.role in DELEGATED_ONLY else Q(reviewer_path__in=actor.scopes)
    received = here | under_any("place_path", delegated)
    rows = reports_seen_with(actor, delegated).filter(received, state=State.SUBMITTED)
    return rows.order_by("submitted_at", "id")


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits besides the report on the desk: how many, and the nearest before and after it."""

    waiting: int = 0
    before: int | None = None
    after: int | None = None


def queue_around(actor: Actor, report: Report, day: date) -> Queue:
    """Return the place of a report among those that wait, those of its own collection first: three queries."""
    rows = list(waiting_for(actor, day).values_list("pk", "collection_id"))
    own = [pk for pk, collection_id in rows if collection_id == report.collection_id]
    others = [pk for pk, collection_id in rows if collection_id != report.collection_id]
    ids = [*own, *others]
    if report.pk not in ids:
        return Queue(len(ids), after=ids[0] if ids else None)
    at = ids.index(report.pk)
    return Queue(len(ids) - 1, ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None)


# ------------------------------------------------------------------ one report on the desk


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One cell as the office sees it, with everything that was said and attached at it."""

    number: int
    line: Line
    value: Figure | None
    before: Figure | None
    last_year: Figure | None
    accepted: Figure | None
    findings: Sequence[Finding]
    waivers: Sequence[Waiver]
    remarks: Sequence[CellRemark]
    files: Sequence[CellFile]

    @property
    def changed(self) -> bool:
        """Tell whether the value is another one than was accepted before."""
        return self.accepted is not None and self.value is not None and self.accepted.pk != self.value.pk


@dataclass(frozen=True, slots=True)
class DeskSection:
    """A group of lines under its heading."""

    title: str
    lines: Sequence[DeskLine]


@dataclass(frozen=True, slots=True)
class Desk:
    """A report on the receiving desk. `posts` names the posts of everybody who wrote something."""

    report: Report
    form: FormContent
    sections: Sequence[DeskSection]
    steps: Sequence[Step]
    extensions: Sequence[Extension]
    posts: Mapping[int, str]

    @property
    def lines(self) -> list[DeskLine]:
        """All lines in order."""
        return [line for section in self.sections for line in section.lines]


def desk_of(report: Report) -> Desk:
    """Read everything that the office looks at: a fixed number of queries, whatever the form."""
    form, cell_ids = content_of(report.collection.version), cells_of(report.collection.version)
    values = current_values([report.pk]).get(report.pk, {})
    past = past_of([report])[report.pk]
    found = findings_of(report, values, past=past, peers=peers_for_checks(report, form, cell_ids, values))
    beside = _Beside(report, values, past, found)
    numbers = iter(range(1, len(form.cells) + 1))
    sections = [
        DeskSection(one.title, [beside.line(next(numbers), line, cell_ids[line.cell]) for line in one.lines])
        for one in form.sections
    ]
    steps, extensions = steps_of(report), list(report.extensions.order_by("at", "id"))
    wrote = [*(one.by_post for one in steps), *(one.by_post for one in extensions)]
    posts = titles_of_posts([*beside.posts(), *wrote])
    return Desk(report, form, sections, steps, extensions, posts)


def steps_of(report: Report) -> list[Step]:
    """Return the course of a report, oldest first."""
    return list(report.steps.order_by("at", "id"))


def _grouped(pairs: Iterable[tuple[Key, One]]) -> defaultdict[Key, list[One]]:
    found: defaultdict[Key, list[One]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found


class _Beside:
    """What stands beside each cell: values of other times, findings, explanations, remarks, files. Five queries."""

    def __init__(self, report: Report, values: Values, past: Past, findings: Iterable[Finding]) -> None:
        self.values, self.past = values, past
        self.accepted = accepted_values([report.pk]).get(report.pk, {})
        self.findings = _grouped((one.where, one) for one in findings)
        self.waivers = _grouped((one.cell_id, one) for one in report.waivers.order_by("at", "id"))
        self.remarks = _grouped((one.cell_id, one) for one in report.remarks.order_by("at", "id"))
        files = report.files.filter(removed_at=None).select_related("blob").order_by("added_at", "id")
        self.files = _grouped((one.cell_id, one) for one in files)

    def line(self, number: int, line: Line, cell_id: int) -> DeskLine:
        """Put one line together."""
        value = self.values.get(line.cell)
        version = value.version if value else 0
        return DeskLine(
            number,
            line,
            value,
            self.past.before.get(line.cell),
            self.past.last_year.get(line.cell),
            self.accepted.get(line.cell),
            self.findings[str(line.cell)],
            [one for one in self.waivers[cell_id] if one.figure_version == version],
            self.remarks[cell_id],
            self.files[cell_id],
        )

    def posts(self) -> Iterator[int]:
        """Return the posts of everybody who wrote at a cell."""
        yield from (one.by_post for one in self.values.values())
        yield from (one.by_post for one in self.accepted.values())
        yield from (one.by_post for written in self.waivers.values() for one in written)
        yield from (one.by_post for written in self.remarks.values() for one in written)
        yield from (one.by_post for written in self.files.values() for one in written)
