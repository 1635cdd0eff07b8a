"""What was read of a text, beside what stands in its report: for the desk and for writing it in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import content_of, lines_of
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import Line
from binhyen.indicators.rules.guards import hide_small
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.periods import parse_period
from binhyen.narrative.models import IncomingText, Proposal
from binhyen.narrative.queries.outcomes import outcome_phrases
from binhyen.narrative.rules.deciding import TAKEN, Decision, Held
from binhyen.narrative.rules.ordering import Facts, Part, joined_amount, part_of
from binhyen.narrative.rules.outcomes import Outcome, outcomes_in
from binhyen.narrative.rules.placing import Target, Why, bare_name
from binhyen.narrative.rules.sentences import sentence_spans, span_around
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on
from binhyen.reports.models import Report
from binhyen.reports.queries.counted import Counted, countable_cells, counted_for
from binhyen.reports.queries.figures import Past, Values, amounts, current_values, past_of
from binhyen.reports.queries.workbooks import check_findings


def place_of(report: Report) -> PlaceVersion:
    """Return the place of a report as it was on the report's map."""
    return version_on(report.place_id, report.collection.map_day)


def target_of(report: Report) -> Target:
    """Return what figures of a text are placed into: the lines, period and place of a report."""
    collection = report.collection
    names = {bare_name(report.name), bare_name(place_of(report).name)}
    form = content_of(collection.version)
    return Target(form.cells, parse_period(collection.period), collection.data_from, collection.data_to, names)


def read_amount_of(row: Proposal) -> Amount:
    """Return what a proposal says, as it was read."""
    return Amount(Said(row.said), row.amount, row.denominator, Bound(row.bound), row.words)


def decided_amount_of(row: Proposal) -> Amount:
    """Return what somebody decided that it says."""
    numbers = (row.decided_amount, row.decided_denominator)
    return Amount(Said(row.decided_said), *numbers, Bound(row.decided_bound), row.decided_words)


def cell_of(text: str) -> CellKey | None:
    """Return a cell by its address; nothing for ""."""
    return parse_cell_key(text) if text else None


def part(row: Proposal) -> Part:
    """Return under which heading of the desk a proposal stands."""
    why = Why(row.why) if row.why else None
    facts = Facts(Decision(row.decision), row.offered, why, float(row.confidence), bool(row.flags))
    return part_of(facts)


def held_of(rows: Iterable[Proposal]) -> list[Held]:
    """Return the figures that are taken, with their cells."""
    taken = (row for row in rows if row.decision in TAKEN)
    return [Held(row.number, cell, row.dims) for row in taken if (cell := cell_of(row.decided_cell)) is not None]


@dataclass(frozen=True)
class Desk:
    """A text with everything that was read in it, beside its report."""

    text: IncomingText
    rows: Sequence[Proposal]

    @property
    def report(self) -> Report:
        """The report into which its figures go."""
        return self.text.report

    @cached_property
    def lines(self) -> Mapping[CellKey, Line]:
        """The lines of the report's form."""
        return lines_of(self.report.collection.version)

    @cached_property
    def values(self) -> Values:
        """What the report's cells say now."""
        return current_values([self.report.pk]).get(self.report.pk, {})

    @cached_property
    def past(self) -> Past:
        """What the same reporter said before."""
        return past_of([self.report]).get(self.report.pk, Past())

    @cached_property
    def counted(self) -> Mapping[CellKey, Counted]:
        """What registers count for the cells that figures go into; nothing is asked when none of them is countable."""
        form = content_of(self.report.collection.version)
        wanted = {row.decided_cell or row.cell for row in self.rows}
        if not wanted & {str(cell) for cell in countable_cells(form)}:
            return {}
        return counted_for(self.report, form)

    @cached_property
    def parts(self) -> Mapping[int, Part]:
        """Under which heading each proposal stands; what the checks speak against is looked at."""
        return {
            number: Part.LOOK if found is Part.SURE and row.cell in self.checks else found
            for row, (number, found) in zip(self.rows, self._alone.items(), strict=True)
        }

    @cached_property
    def _alone(self) -> Mapping[int, Part]:
        """Under which heading each proposal stands by itself."""
        return {row.number: part(row) for row in self.rows}

    def numbers(self, *parts: Part) -> list[int]:
        """Return the numbers of the proposals under some headings."""
        return [row.number for row in self.rows if self.parts[row.number] in parts]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where the sentences of the text stand."""
        return sentence_spans(self.text.text)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Outcomes told without a number."""
        numbers = sorted([row.start for row in self.rows] + list(self.text.left_out))
        return outcomes_in(self.text.text, self.sentences, numbers, outcome_phrases())

    @cached_property
    def would_be(self) -> dict[CellKey, Amount]:
        """What cells would say: figures that are taken, or where none is, those that are offered."""
        taken, offered = self._by_cell(Part.TAKEN), self._by_cell(Part.SURE, Part.LOOK)
        return {**_sums(offered), **_sums(taken)}

    def _by_cell(self, *parts: Part) -> dict[CellKey, list[Amount]]:
        found: dict[CellKey, list[Amount]] = {}
        for row in self.rows:
            if self._alone[row.number] not in parts:
                continue
            is_taken = row.decision in TAKEN
            cell = cell_of(row.decided_cell if is_taken else row.cell)
            if cell is not None and (is_taken or row.why != Why.TWO_VALUES):
                found.setdefault(cell, []).append(decided_amount_of(row) if is_taken else read_amount_of(row))
        return found

    @cached_property
    def checks(self) -> Mapping[str, list[Finding]]:
        """What the catalogue's checks would say of the cells that figures go into, by cell."""
        said = {**amounts(self.values), **self.would_be}
        found: dict[str, list[Finding]] = {}
        for one in check_findings(self.report, said, self.past):
            if one.severity is not Severity.INFO and one.where in {str(cell) for cell in self.would_be}:
                found.setdefault(one.where, []).append(one)
        return found


def _sums(found: Mapping[CellKey, Sequence[Amount]]) -> dict[CellKey, Amount]:
    return {cell: joined_amount(listed) for cell, listed in found.items()}


def tells_small(desk: Desk, offset: int) -> bool:
    """Tell whether the sentence around an offset tells a small count about people, or a figure that is never kept."""
    start, end = span_around(desk.sentences, offset) or (offset, offset + 1)
    inside = [row for row in desk.rows if start <= row.start < end]
    return any(start <= one < end for one in desk.text.left_out) or any(_is_small(row) for row in inside)


def _is_small(row: Proposal) -> bool:
    indicator = catalogue().find(row.indicator)
    return indicator is not None and hide_small(row.amount, indicator).hidden


def desk_of(text: IncomingText) -> Desk:
    """Return the desk of a text: one query for everything that was read, however much."""
    return Desk(text, list(Proposal.objects.filter(text_id=text.pk).order_by("number")))


def indicator_name(code: str) -> str:
    """Name an indicator."""
    found = catalogue().find(code)
    return found.name if found is not None else code
