"""Writes the demonstration's reports in words: signed ones of past years, and one that is still being written."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from binhyen.indicators.rules.windows import Window
from binhyen.kernel.periods import parse_period
from binhyen.narrative.actions.composing import Typed, begin_report, write_part
from binhyen.narrative.actions.signing import Signing, sign_report, submit_report
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.queries.writing import template_named
from binhyen.reports.rules.collecting import Plan
from binhyen.workshop.actions.reporting import Ask, collect, on_day, version_of
from binhyen.workshop.actions.staging import Desk, Offices, Stage

BY_HAND = (
    "Phong trào “Toàn dân bảo vệ an ninh Tổ quốc” được gắn với xây dựng nông thôn mới, đô thị văn minh; trách nhiệm "
    "của người đứng đầu rõ hơn.\n"
    "{toàn} hiện có {models_total} mô hình đang hoạt động[, {so với: models_total}].\n"
    "(Đoạn này do cán bộ viết tay trong bản minh họa.)"
)


_COMPARED = re.compile(r"\[, \{so với: [^}]*\}\]|^.*\[\{so với: [^}]*\}\].*\n?", re.MULTILINE)
PLAYED = "Diễn lại khi dựng bản minh họa."


@dataclass(frozen=True, slots=True)
class Told:
    """A report, its period, and the day on which it was signed."""

    template: str
    period: str
    on: date


PAST = (
    ("lang-son", Told("year-end", "2022", date(2023, 2, 6))),
    ("bac-ninh", Told("year-end", "2023", date(2024, 1, 10))),
    ("bac-kan", Told("programme-summary", "2013-2023", date(2023, 5, 22))),
)
"""What the offices of the time wrote for their conferences."""
NOW = (
    Told("year-end", "2025", date(2026, 1, 15)),
    Told("six-month", "2026-H1", date(2026, 7, 10)),
)


def tell(stage: Stage, offices: Offices) -> list[WrittenReport]:
    """Write and sign what was told at conferences and after half a year; leave this year's report a draft."""
    signed = [_signed(told, offices.of(slug, told.on.year).province) for slug, told in PAST]
    signed += [_signed(told, stage.province) for told in NOW]
    _await(stage.province)
    return [*signed, _begun(stage.province)]


@transaction.atomic
def _signed(told: Told, desk: Desk) -> WrittenReport:
    at, place = on_day(told.on), desk.place.place_id
    report = begin_report(template=told.template, place_id=place, period=told.period, by=desk.officer, at=at)
    _strike(report, desk)
    submit_report(report_id=report.pk, by=desk.officer, at=at)
    return sign_report(report_id=report.pk, signing=Signing(told.on, PLAYED), by=desk.chair, at=at)


def _strike(report: WrittenReport, desk: Desk) -> None:
    """Write every part that compares with the year before by hand, without its comparisons.

    Nobody published them: of the year before the demonstration knows a part alone.
    """
    for part in template_named(report.template).parts.values():
        words = _COMPARED.sub("", part.source)
        if words != part.source:
            write_part(report_id=report.pk, typed=Typed(part.key, words, 0), by=desk.officer, at=report.created_at)


AWAITED, DUE = "2025", date(2026, 11, 30)
"""The year whose figures nobody types: they are to come out of its signed report."""


@transaction.atomic
def _await(desk: Desk) -> None:
    """Ask the province for a year that it signed a report of: an empty report, into which the file can be taken."""
    period = parse_period(AWAITED)
    plan = Plan(period, Window(period.start, period.end), DUE, period.end)
    collect(Ask(version_of("tong-hop-tinh-nam"), desk, plan, on_day(date(2026, 11, 2))))


@transaction.atomic
def _begun(desk: Desk) -> WrittenReport:
    """Begin this year's report and write one part of it by hand."""
    at, place = on_day(date(2026, 11, 4)), desk.place.place_id
    report = begin_report(template="year-end", place_id=place, period="2026", by=desk.officer, at=at)
    write_part(report_id=report.pk, typed=Typed("danh-gia-chung", BY_HAND, 0), by=desk.officer, at=at)
    return report
