"""An Phú reports: a province with communes, a form of the month, people at their desks. All through the actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from binhyen.indicators.actions.forms import ensure_cells
from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.amounts import Amount, exactly
from binhyen.kernel.periods import parse_period
from binhyen.places.models import PlaceVersion
from binhyen.reports.actions.collecting import default_plan, open_collection
from binhyen.reports.actions.entering import Saved, save_cells
from binhyen.reports.actions.reviewing import accept
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.figures import values_at
from binhyen.reports.rules.entering import CellEntry
from tests.accounts.factories import Land, a_land

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CELLS = (
    "propaganda_sessions",
    "propaganda_attendance",
    "leaflets",
    "models_total",
    "models_new",
    "patrol_groups",
    "patrol_members",
    "fireworks_kg",
)
"""Flows, stocks and a weight of the real catalogue: the cells of the small form."""
GOOD = {
    "propaganda_sessions": 8,
    "propaganda_attendance": 412,
    "leaflets": 350,
    "models_total": 9,
    "models_new": 1,
    "patrol_groups": 14,
    "patrol_members": 42,
    "fireworks_kg": 2,
}
"""Numbers that pass every check."""


def at(day: int, month: int = 11, year: int = 2026, hour: int = 9) -> datetime:
    """A moment; the default month is November 2026."""
    return datetime(year, month, day, hour, tzinfo=ZONE)


NOW = at(5)


def a_content(
    *cells: str, filled_by: FilledBy = FilledBy.COMMUNE, period_type: PeriodType = PeriodType.MONTH, covers: bool = True
) -> FormContent:
    """Return a form of one section."""
    lines = tuple(
        Line(f"A{number}", parse_cell_key(cell), cell.replace("_", " ").capitalize(), "")
        for number, cell in enumerate(cells or CELLS, 1)
    )
    return FormContent("Báo cáo thử", filled_by, period_type, "nd09", 2, (Section("A", "Kết quả", lines),), covers)


def a_version(content: FormContent | None = None, code: str = "bieu-thu") -> FormVersion:
    """Put a form in use, as the shelf's forms are."""
    content = content or a_content()
    form, _ = Form.objects.get_or_create(
        code=code, defaults={"name": content.title, "created_by_account": 0, "created_at": NOW}
    )
    ensure_cells(content.cells)
    return FormVersion.objects.create(
        form=form,
        number=form.versions.count() + 1,
        state=FormState.PUBLISHED,
        title=content.title,
        filled_by=content.filled_by,
        period_type=content.period_type,
        covers_below=content.covers_below,
        content=form_to_data(content),
        content_hash=form_hash(content),
        created_by_account=0,
        created_at=NOW,
    )


@dataclass
class ReportTown:
    """A province with people at their desks, and what was asked of its communes."""

    land: Land
    version: FormVersion
    collections: dict[str, Collection] = field(default_factory=dict)

    def actor(self, role: Role, place: PlaceVersion, units: frozenset[int] = frozenset()) -> Actor:
        """Somebody at a desk."""
        return _seated(role, place.place_id, place.path, units)

    def reporter(self, report: Report) -> Actor:
        """Somebody who reports for the place of a report."""
        return _seated(Role.COMMUNE_OFFICER, report.place_id, report.place_path)

    @property
    def lan(self) -> Actor:
        """Bà Lan reports for An Phú."""
        return self.actor(Role.COMMUNE_OFFICER, self.land.an_phu)

    @property
    def nam(self) -> Actor:
        """Anh Nam reports for Phúc Lộc."""
        return self.actor(Role.COMMUNE_OFFICER, self.land.elsewhere)

    @property
    def hung(self) -> Actor:
        """Ông Hùng receives for the province."""
        return self.actor(Role.PROVINCE_OFFICER, self.land.bac_ninh)

    @property
    def stranger(self) -> Actor:
        """Somebody receives for another province."""
        return self.actor(Role.PROVINCE_OFFICER, self.land.other_province)

    def collect(self, period: str = "2026-11", version: FormVersion | None = None, when: datetime = NOW) -> Collection:
        """Ask all communes for a period."""
        version = version or self.version
        plan = default_plan(content_of(version), parse_period(period), when.date())
        made = open_collection(
            province_id=self.land.bac_ninh.place_id, version_id=version.pk, plan=plan, by=self.hung, at=when
        )
        self.collections[period] = made
        return made

    def report(self, period: str = "2026-11", place: PlaceVersion | None = None) -> Report:
        """A commune's report as it stands; An Phú's if nobody else is named."""
        found = Report.objects.select_related("collection__version")
        where = place or self.land.an_phu
        return found.get(collection=self.collections[period], place_id=where.place_id, unit=None, post=None)

    def save(self, values: Mapping[str, int | Amount], report: Report | None = None, by: Actor | None = None) -> Saved:
        """Let Bà Lan save cells over what stands there."""
        one = report or self.report()
        return save_cells(report_id=one.pk, entries=entries(one, values), by=by or self.lan, at=NOW)

    def sent(self, values: Mapping[str, int | Amount] | None = None, report: Report | None = None) -> Report:
        """Fill a report in and send it."""
        one = report or self.report()
        by = self.reporter(one)
        self.save(GOOD if values is None else values, one, by)
        return submit(report_id=one.pk, by=by, at=NOW)

    def accepted(self, values: Mapping[str, int | Amount] | None = None, report: Report | None = None) -> Report:
        """Fill a report in, send it, and let the province accept it."""
        one = self.sent(values, report)
        return accept(report_id=one.pk, by=self.hung, at=NOW)


def _seated(role: Role, place_id: int, path: str, units: frozenset[int] = frozenset()) -> Actor:
    number = 100 + list(Role).index(role) * 1000 + place_id
    return Actor(number, number + 50_000, role, place_id, path, (path,), units=units)


def entries(report: Report, values: Mapping[str, int | Amount]) -> list[CellEntry]:
    """Return entries over what the cells say now."""
    now = values_at(report.pk, None)
    found = []
    for text, value in values.items():
        cell: CellKey = parse_cell_key(text)
        amount = value if isinstance(value, Amount) else exactly(value)
        found.append(CellEntry(cell, amount, now[cell].version if cell in now else 0))
    return found


def a_report_town(content: FormContent | None = None) -> ReportTown:
    """Make the land, the form, and ask for November 2026."""
    town = ReportTown(a_land(), a_version(content))
    town.collect()
    return town


DUE = date(2026, 11, 17)
"""Two working days after 14 November 2026, a Saturday."""
