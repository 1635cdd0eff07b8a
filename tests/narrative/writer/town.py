"""The town writes: An Phú's and Phúc Lộc's November is there, the province has an office and a leader."""

from dataclasses import dataclass

from binhyen.kernel.actors import Actor, Role
from binhyen.narrative.actions.composing import begin_report
from binhyen.narrative.models import WrittenReport
from tests.reports.factories import GOOD, NOW, ReportTown, a_report_town


@dataclass
class WritingTown:
    """Figures that reports of the month said, and those who write and sign."""

    town: ReportTown

    @property
    def lan(self) -> Actor:
        """Bà Lan reports for An Phú."""
        return self.town.lan

    @property
    def hung(self) -> Actor:
        """Ông Hùng writes for the province."""
        return self.town.hung

    @property
    def nam(self) -> Actor:
        """Anh Nam reports for Phúc Lộc."""
        return self.town.nam

    @property
    def chair(self) -> Actor:
        """The province's leader signs."""
        return self.town.actor(Role.PROVINCE_LEADER, self.town.land.bac_ninh)

    @property
    def province(self) -> int:
        """The province's id."""
        return self.town.land.bac_ninh.place_id

    def begun(self, template: str = "year-end", period: str = "2026", by: Actor | None = None) -> WrittenReport:
        """Begin a report of the province."""
        return begin_report(template=template, place_id=self.province, period=period, by=by or self.hung, at=NOW)


def a_writing_town(*, accepted: bool = True) -> WritingTown:
    """Let both communes report: An Phú more than Phúc Lộc."""
    town = a_report_town()
    fill = town.accepted if accepted else town.sent
    fill(GOOD)
    fill({**GOOD, "models_total": 3, "leaflets": 0}, town.report(place=town.land.elsewhere))
    return WritingTown(town)
