"""Many residential areas typed from signed papers in one grid: rows are areas, columns what their criteria ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from binhyen.kernel.findings import Finding
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.actions.answering import Entry
from binhyen.recognition.components.dossier import short_id, verdict_word
from binhyen.recognition.components.words import said
from binhyen.recognition.forms.answers import field_of, plain_of, typed_specs
from binhyen.recognition.models import Answer, Dossier
from binhyen.recognition.rules.assessing import Frame, Said
from binhyen.recognition.rules.model import Criterion, FactSpec, FactType, Judged, Logic, Verdict
from binhyen.ui.forms import DayField

_SIMPLE = (FactType.DATE, FactType.INTEGER, FactType.BOOLEAN, FactType.CHOICE)
_PAPER = "Theo bản giấy đã ký ngày {day}."
"""What stands as the explanation of an answer that had none: data, in the language of the paper."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is asked of every area. `spec` is None for a judgement or the number of a conclusion."""

    criterion: str
    name: str
    label: str
    spec: FactSpec | None = None

    @property
    def short(self) -> str:
        """The criterion as people call it."""
        return short_id(self.criterion)

    @property
    def is_number(self) -> bool:
        """Tell whether whole numbers are typed here."""
        return self.spec is not None and self.spec.type is FactType.INTEGER

    @property
    def is_day(self) -> bool:
        """Tell whether days are typed here."""
        return self.spec is not None and self.spec.type is FactType.DATE

    def typed(self) -> forms.Field:
        """Return the field that reads a cell."""
        if self.spec is not None:
            return field_of(self.spec)
        if self.name == "reference":
            return forms.CharField(required=False, max_length=80)
        return forms.ChoiceField(required=False, choices=_verdicts())

    def choices(self) -> Sequence[tuple[str, str]]:
        """Return what can be chosen; nothing where something is typed."""
        made = self.typed()
        return [(str(value), str(word)) for value, word in made.choices] if isinstance(made, forms.ChoiceField) else ()  # type: ignore[union-attr,misc]  # pairs, as made above


def _verdicts() -> list[tuple[str, str]]:
    return [
        ("", "–"),
        *((one.value, verdict_word(one)) for one in (Verdict.MET, Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE)),
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands in it, and what is wrong with it."""

    column: Column
    name: str
    value: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One area."""

    dossier: Dossier
    versions: str
    cells: tuple[Cell, ...]
    findings: tuple[str, ...] = ()

    @property
    def said(self) -> list[str]:
        """Everything that is wrong in the row."""
        return list(dict.fromkeys([*(cell.wrong for cell in self.cells if cell.wrong), *self.findings]))

    @property
    def is_wrong(self) -> bool:
        """Tell whether something is wrong in the row."""
        return bool(self.said)

    @property
    def width(self) -> int:
        """How many columns a remark under the row spans."""
        return len(self.cells) + 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid as it is shown."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...] = field(default=())

    @property
    def is_wrong(self) -> bool:
        """Tell whether some cell cannot be read."""
        return any(cell.wrong for row in self.rows for cell in row.cells)

    def told(self, findings: Iterable[Finding]) -> Grid:
        """Return the grid with every finding at its cell, or at its row."""
        listed = list(findings)
        return replace(self, rows=tuple(_told(row, listed) for row in self.rows))


class PaperForm(forms.Form):
    """The day on the signed papers."""

    signed_on = DayField(label=gettext_lazy("Day on the signed papers"))


def columns_of(frame: Frame) -> tuple[Column, ...]:
    """Return the columns: for each criterion its facts, its judgement, the number of its conclusion."""
    return tuple(column for criterion in frame.criteria for column in _columns(frame, criterion))


def _columns(frame: Frame, criterion: Criterion) -> list[Column]:
    specs = typed_specs(frame.pack, frame.kind, criterion, {})
    if criterion.is_composed or any(spec.type not in _SIMPLE for spec in specs):
        return []
    found = [Column(criterion.id, spec.name, spec.label, spec) for spec in specs]
    if isinstance(criterion.test, Judged) and criterion.logic is not Logic.PENDING_TEXT:
        found.append(Column(criterion.id, "judgement", criterion.gist))
    if criterion.logic is Logic.NONE_OF:
        found.append(Column(criterion.id, "reference", gettext("Number of the conclusion")))
    return found


def shown(frame: Frame, rows: Iterable[Dossier], answers: Mapping[int, Mapping[str, Answer]]) -> Grid:
    """Return the grid as it is saved."""
    columns = columns_of(frame)
    return Grid(columns, tuple(_saved_row(row, columns, answers.get(row.pk, {})) for row in rows))


def _saved_row(dossier: Dossier, columns: Iterable[Column], answers: Mapping[str, Answer]) -> Row:
    versions = " ".join(f"{name}:{answer.version}" for name, answer in answers.items())
    cells = (Cell(one, _name(dossier, one), _stored(one, answers.get(one.criterion))) for one in columns)
    return Row(dossier, versions, tuple(cells))


def _name(dossier: Dossier, column: Column) -> str:
    return f"{dossier.pk}.{column.criterion}.{column.name}"


def _stored(column: Column, answer: Answer | None) -> str:
    if answer is None:
        return ""
    value = getattr(answer, column.name) if column.spec is None else answer.facts.get(column.name)
    if value in (None, ""):
        return ""
    if column.spec is not None and column.spec.type is FactType.DATE:
        return short_date(date.fromisoformat(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def typed(
    frame: Frame,
    rows: Iterable[Dossier],
    answers: Mapping[int, Mapping[str, Answer]],
    data: Mapping[str, Any],
    signed_on: date | None,
) -> Grid:
    """Return the grid as it was typed, with an entry for each answer that changes."""
    columns = columns_of(frame)
    read = [_typed_row(row, columns, answers.get(row.pk, {}), data, signed_on) for row in rows]
    return Grid(columns, tuple(row for row, _ in read), tuple(one for _, entries in read for one in entries))


def _typed_row(
    dossier: Dossier,
    columns: Sequence[Column],
    answers: Mapping[str, Answer],
    data: Mapping[str, Any],
    signed_on: date | None,
) -> tuple[Row, list[Entry]]:
    versions = str(data.get(f"{dossier.pk}.v", ""))
    cells, values = [], {}
    for one in columns:
        name = _name(dossier, one)
        cell, value = _read(one, name, str(data.get(name, "")).strip()[:200])
        cells.append(cell)
        values[one.criterion, one.name] = value
    bases = _bases(versions)
    entries = []
    for criterion in dict.fromkeys(one.criterion for one in columns):
        told = _said([one for one in columns if one.criterion == criterion], values, answers.get(criterion), signed_on)
        if told is not None:
            entries.append(Entry(dossier.pk, criterion, told, bases.get(criterion, 0)))
    return Row(dossier, versions, tuple(cells)), entries


def _bases(versions: str) -> dict[str, int]:
    pairs = (word.partition(":") for word in versions.split())
    return {name: int(number) for name, _, number in pairs if number.isascii() and number.isdigit()}


def _read(column: Column, name: str, text: str) -> tuple[Cell, object]:
    try:
        value = column.typed().clean(text)
    except ValidationError as wrong:
        return Cell(column, name, text, " ".join(wrong.messages)), None
    return Cell(column, name, text), plain_of(column.spec, value) if column.spec else value


def _said(
    columns: Sequence[Column],
    values: Mapping[tuple[str, str], object],
    answer: Answer | None,
    signed_on: date | None,
) -> Said | None:
    """Return what the cells of one criterion say; None where they say nothing new."""
    given = {one.name: values[one.criterion, one.name] for one in columns}
    facts = {one.name: given[one.name] for one in columns if one.spec and given[one.name] not in (None, "")}
    judgement = str(given.get("judgement", answer.judgement if answer else "") or "")
    reference = str(given.get("reference", answer.reference if answer else "") or "")
    before = (dict(answer.facts), answer.judgement, answer.reference) if answer else ({}, "", "")
    if (facts, judgement, reference) == before:
        return None
    explanation = answer.explanation if answer else ""
    if not explanation and "reference" not in given and signed_on is not None:
        explanation = _PAPER.format(day=short_date(signed_on))
    return Said(facts, judgement, reference, explanation)


def _told(row: Row, findings: Sequence[Finding]) -> Row:
    mine = [one for one in findings if one.params.get("unit") == row.dossier.name]
    cells = tuple(replace(cell, wrong=cell.wrong or _wrong(cell, mine)) for cell in row.cells)
    return replace(row, cells=cells, findings=tuple(dict.fromkeys(map(said, mine))))


def _wrong(cell: Cell, findings: Iterable[Finding]) -> str:
    found = (said(one) for one in findings if one.where in (cell.column.name, cell.column.criterion))
    return next(found, "")
