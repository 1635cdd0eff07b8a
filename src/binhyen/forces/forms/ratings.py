"""What comes in about ratings: the year to open, the grid of levels, the day and number of the decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.forces.actions.rating import Level, Signing
from binhyen.forces.queries.ratings import Sheet
from binhyen.forces.rules.rating import Subject, findings_of, may_be_rated
from binhyen.ui.forms import DayField


class YearForm(forms.Form):
    """Which year is opened."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)


class DecideForm(forms.Form):
    """The day of the decision and where its number comes from."""

    on = DayField(label=gettext_lazy("Date of the decision"))
    symbol = forms.CharField(
        label=gettext_lazy("Number and sign of the e-office"),
        help_text=gettext_lazy("Leave empty to take the next number of our own register."),
        max_length=80,
        required=False,
    )
    late_reason = forms.CharField(
        label=gettext_lazy("Why the number is taken late"),
        help_text=gettext_lazy("Needed where the date lies before that of the last number."),
        max_length=500,
        required=False,
    )

    def signing(self) -> Signing:
        """Return the signing of a valid form."""
        given = self.cleaned_data
        return Signing(given["on"], given["symbol"].strip(), given["late_reason"])


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid as it was sent: the levels, and the version of the year that its writer looked at."""

    levels: tuple[Level, ...]
    version: int


def grid_of(data: Mapping[str, str], sheet: Sheet) -> Grid:
    """Read a grid; `fill` gives its level to everybody who has none and may be rated."""
    fill = data.get("fill", "")
    levels = tuple(_level(data, subject) for subject in sheet.subjects)
    if fill in sheet.pack.levels:
        levels = tuple(_filled(levels, sheet, fill))
    version = data.get("version", "")
    return Grid(levels, int(version) if version.isdecimal() else -1)


def as_sent(sheet: Sheet, grid: Grid) -> Sheet:
    """Return a sheet with what was sent in it, so that a refused grid keeps what was typed."""
    sent = {one.record_id: one for one in grid.levels}
    rows = [replace(row, subject=_sent(row.subject, sent.get(row.subject.record_id), sheet)) for row in sheet.rows]
    found = findings_of(sheet.pack, sheet.year.year, [row.subject for row in rows])
    return replace(sheet, rows=rows, found=found)


def _sent(subject: Subject, one: Level | None, sheet: Sheet) -> Subject:
    if one is None:
        return subject
    level = one.level if one.level in sheet.pack.levels else ""
    return replace(subject, level=level, tasks=one.tasks, area_met=one.area_met, complaint=one.complaint)


def _filled(levels: Iterable[Level], sheet: Sheet, fill: str) -> Iterable[Level]:
    subjects = {one.record_id: one for one in sheet.subjects}
    for one in levels:
        rated = replace(subjects[one.record_id], complaint=one.complaint)
        open_to_it = not one.level and may_be_rated(sheet.pack, sheet.year.year, rated)
        yield replace(one, level=fill) if open_to_it else one


def _level(data: Mapping[str, str], subject: Subject) -> Level:
    """Read one row; what was not sent stays as it is, but a box that is not ticked."""
    key = subject.record_id
    if f"level-{key}" not in data:
        return Level(key, subject.level, subject.tasks, subject.area_met, subject.complaint)
    tasks = data.get(f"tasks-{key}", "").strip().removesuffix("%").strip()
    return Level(
        key,
        data[f"level-{key}"],
        int(tasks) if tasks.isdecimal() and len(tasks) < 5 else None if not tasks else -1,  # noqa: PLR2004
        f"area-{key}" in data,
        f"complaint-{key}" in data,
    )
