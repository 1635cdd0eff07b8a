"""The page of one report as its doors show it: whole, or the rows and parts that a save changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from binhyen.kernel.amounts import Origin
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding
from binhyen.reports.components.before import Go, Todo, go_to, sentence_of, todos_of
from binhyen.reports.components.beside import beside_of
from binhyen.reports.components.course import Course, course_of
from binhyen.reports.components.entry import Drawn, grid_groups
from binhyen.reports.components.heading import heading_of
from binhyen.reports.components.words import chip_of
from binhyen.reports.forms.difficulties import panel_of
from binhyen.reports.forms.entering import Kept, Sent
from binhyen.reports.models import Report
from binhyen.reports.permissions import may, may_correct, may_enter, may_review, may_withdraw, reads_small
from binhyen.reports.queries.cells import Point, series_of
from binhyen.reports.queries.entry import EntryLine, Sheet, sheet_of, shown_sections
from binhyen.reports.queries.own_forms import has_own_file
from binhyen.reports.queries.receiving import steps_of, titles_of_posts
from binhyen.reports.queries.reports import keeps_words
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.lifecycle import Event, State
from binhyen.reports.rules.rights import Ability
from binhyen.ui.components.navigation import address
from binhyen.ui.http import Request

_NOTHING_LEFT = Kept()


@dataclass(frozen=True, slots=True)
class Opened:
    """A report opened by a person: what it says, and whether this person writes."""

    sheet: Sheet
    enters: Decision
    kept: Kept
    keys: Sequence[str]
    chosen: str
    delegated: tuple[str, ...]

    @property
    def drawn(self) -> Drawn:
        """What the grid is drawn from."""
        return Drawn(self.sheet, bool(self.enters), self.kept.left_of(self.sheet.report))

    @property
    def todos(self) -> list[Todo]:
        """What is left before sending."""
        return todos_of(self.sheet, self.kept.left_of(self.sheet.report)) if self.enters else []


def opened_by(request: Request, report: Report, kept: Kept = _NOTHING_LEFT) -> Opened:
    """Open a report for a person, at the cell and in the section that the address or the form names."""
    asked = request.POST if request.method == "POST" else request.GET
    chosen, section = asked.get("o", ""), asked.get("phan", "")
    delegated = delegated_paths(request.actor, request.now.date())
    sheet = sheet_of(report, small=reads_small(request.actor, report, delegated))
    enters = may_enter(request.actor, report, delegated)
    return Opened(sheet, enters, kept, shown_sections(sheet.form, section, chosen), chosen, delegated)


# ------------------------------------------------------------------ the whole page


def show_report(
    request: Request, report: Report, kept: Kept = _NOTHING_LEFT, findings: Iterable[Finding] = ()
) -> HttpResponse:
    """Show the page of a report; with what could not be saved, and why, at its cells."""
    opened = opened_by(request, report, kept)
    refused = tuple(findings)
    context = {
        **_grid(request, opened),
        **_sides(request, opened),
        **_ways(request, opened),
        "findings": [one for one in refused if not opened.sheet.line_at(one.where)],
    }
    return render(request, "reports/report.html", context, status=409 if refused or kept.refused else 200)


def _grid(request: Request, opened: Opened) -> dict[str, Any]:
    sheet, todos = opened.sheet, opened.todos
    return {
        "report": sheet.report,
        "heading": heading_of(sheet.report, request.now),
        "editable": bool(opened.enters),
        "enters": opened.enters,
        "groups": grid_groups(opened.drawn, opened.keys),
        "section": opened.keys[0] if len(opened.keys) == 1 and len(sheet.sections) > 1 else "",
        "chosen": opened.chosen,
        **_foot(opened, todos),
    }


def _foot(opened: Opened, todos: list[Todo]) -> dict[str, Any]:
    """Return the parts that every save changes."""
    stored = [line.value for line in opened.sheet.lines if line.value is not None and line.is_stored]
    return {
        "chip": chip_of(opened.sheet.report),
        "todos": todos,
        "why_not": sentence_of(todos),
        "filled": sum(value.said != "empty" for value in stored),
        "saved_at": max((value.recorded_at for value in stored), default=None),
        "conflicts": sum(1 for one in opened.kept.left_of(opened.sheet.report).values() if one.meets),
        "told": told_of(opened),
    }


def told_of(opened: Opened) -> str:
    """Say what became of what was sent just now, where a part of it was not saved."""
    left = opened.kept.left_of(opened.sheet.report)
    numbers = [str(line.number) for line in opened.sheet.lines if str(line.line.cell) in left]
    if not numbers:
        return ""
    words = gettext("Saved %(saved)s cells. Not saved, with the reason at the cell: rows %(rows)s.")
    return words % {"saved": opened.kept.changed, "rows": ", ".join(numbers)}


def _sides(request: Request, opened: Opened) -> dict[str, Any]:
    sheet, report = opened.sheet, opened.sheet.report
    steps, extensions = steps_of(report), list(report.extensions.order_by("at", "id"))
    posts = titles_of_posts([*(one.by_post for one in steps), *(one.by_post for one in extensions)])
    line = _chosen_line(opened)
    return {
        "beside": beside_of(sheet, line, _series(request, opened, line), editable=bool(opened.enters)),
        "chooser": _chooser(opened) if len(opened.keys) < len(sheet.sections) else [],
        "returned": _returned(sheet) if opened.enters else [],
        "said": next((one.reason for one in reversed(steps) if one.event == Event.RETURN), ""),
        "course": course_of(Course(report, steps, extensions, posts)),
        "difficulties": panel_of(request.actor, report, request.now.date()),
        "cells": len(sheet.lines),
        "counted": sum(line.counted is not None for line in sheet.lines),
    }


def _series(request: Request, opened: Opened, line: EntryLine) -> list[Point]:
    report = opened.sheet.report
    return series_of(report, line.line.cell, small=reads_small(request.actor, report, opened.delegated))


def _chosen_line(opened: Opened) -> EntryLine:
    """Return the line that the address names; else the first that waits for its author, else the first."""
    shown = [line for one in opened.sheet.sections if one.key in opened.keys for line in one.lines]
    named = opened.sheet.line_at(opened.chosen)
    waits = next((line for line in shown if line.value is None or line.findings or line.remarks), None)
    return named or waits or shown[0]


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """One part of a long form: how many of its cells are empty, and whether the page shows it."""

    key: str
    title: str
    lines: int
    empty: int
    on: bool


def _chooser(opened: Opened) -> list[SectionChoice]:
    return [
        SectionChoice(
            one.key, one.title, len(one.lines), sum(line.value is None for line in one.lines), one.key in opened.keys
        )
        for one in opened.sheet.sections
    ]


@dataclass(frozen=True, slots=True)
class ReturnedCell:
    """A cell that the office sent back, and why."""

    go: Go
    label: str
    reason: str


def _returned(sheet: Sheet) -> list[ReturnedCell]:
    return [
        ReturnedCell(go_to(sheet, line), line.line.label, "; ".join(one.text for one in line.returned))
        for line in sheet.lines
        if line.returned
    ]


def _ways(request: Request, opened: Opened) -> dict[str, Any]:
    """Return what else this person may do with the report."""
    report, delegated = opened.sheet.report, opened.delegated
    is_own = bool(may(request.actor, Ability.ENTER, report))
    return {
        "withdraws": may_withdraw(request.actor, report),
        "corrects": bool(may_correct(request.actor, report, delegated)),
        "drops": report.state == State.CORRECTING and bool(opened.enters),
        "receives": bool(may_review(request.actor, report, delegated)) and report.state == State.SUBMITTED,
        "is_own": is_own,
        "own_file": has_own_file(report),
        "texts": address("narrative:incoming_texts"),
        "sentences": address("narrative:kept_sentences") if _reads(opened.sheet) else "",
    }


def _reads(sheet: Sheet) -> bool:
    """Tell whether any figure of the report was read from a text, or words of one were kept beside them."""
    read = any(line.value is not None and line.value.origin == Origin.READ for line in sheet.lines)
    return read or keeps_words(sheet.report.pk)


# ------------------------------------------------------------------ what a save changed


def show_changes(request: Request, report: Report, sent: Sent, kept: Kept) -> HttpResponse:
    """Answer a script with the rows that changed, and the parts of the page that count them."""
    opened = opened_by(request, report, kept)
    groups = grid_groups(opened.drawn, opened.keys)
    named = {str(one.cell) for one in sent.typed.get(report.pk, ())} | {one.partition(".")[2] for one in sent.found}
    every = sent.all_same or sent.all_nothing or bool(sent.same)
    rows = [row for one in groups for row in one.rows if every or row.cell in named or row.speaks]
    context = {"report": report, "rows": rows, "editable": bool(opened.enters), **_foot(opened, opened.todos)}
    return render(request, "reports/parts/changes.html", context)


def show_beside(request: Request, report: Report, cell: str) -> HttpResponse:
    """Answer a script with the panel of one cell."""
    opened = opened_by(request, report)
    line = opened.sheet.line_at(cell) or opened.sheet.lines[0]
    panel = beside_of(opened.sheet, line, _series(request, opened, line), editable=bool(opened.enters))
    return render(
        request, "reports/parts/beside.html", {"report": report, "beside": panel, "editable": bool(opened.enters)}
    )
