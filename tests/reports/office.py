"""The office: a province with many communes, people who sign in, and reports in every state. All through the actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.test import Client

from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.amounts import Amount
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.actions.reviewing import accept
from binhyen.reports.models import Collection, Report
from tests.accounts.factories import (
    Land,
    Person,
    a_land,
    a_person,
    a_place,
    anh_nam,
    ba_lan,
    ong_hung,
    signed_in_client,
)
from tests.reports.factories import GOOD, NOW, ReportTown, a_version


@dataclass
class Office:
    """A province's office with who signs in there, and the communes that report to it."""

    town: ReportTown
    hung: Person
    lan: Person
    nam: Person
    communes: list[PlaceVersion] = field(default_factory=list)

    @property
    def land(self) -> Land:
        """The places."""
        return self.town.land

    @property
    def collection(self) -> Collection:
        """November 2026."""
        return self.town.collections["2026-11"]

    def client(self, name: str = "hung") -> Client:
        """A browser in which somebody is signed in."""
        return signed_in_client(getattr(self, name))

    def report(self, place: PlaceVersion | None = None, period: str = "2026-11") -> Report:
        """A commune's report as it stands; An Phú's if nobody else is named."""
        return self.town.report(period, place)

    def reporter(self, place: PlaceVersion) -> Actor:
        """Somebody who reports for a commune."""
        return self.town.actor(Role.COMMUNE_OFFICER, place)

    def sent(
        self,
        place: PlaceVersion | None = None,
        values: Mapping[str, int | Amount] | None = None,
        period: str = "2026-11",
    ) -> Report:
        """Fill a commune's report in and send it."""
        return self.town.sent(GOOD | dict(values or {}), self.report(place, period))

    def accepted(self, place: PlaceVersion | None = None, values: Mapping[str, int | Amount] | None = None) -> Report:
        """Fill a commune's report in, send it and accept it."""
        return accept(report_id=self.sent(place, values).pk, by=self.hung.actor, at=NOW)


def an_office(more: int = 0, content: FormContent | None = None) -> Office:
    """Make the places, the people, and ask for November 2026 of An Phú, Phúc Lộc and `more` communes."""
    land = a_land()
    communes = [
        a_place(f"Số {number:03d}", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh) for number in range(1, more + 1)
    ]
    town = ReportTown(land, a_version(content))
    office = Office(town, ong_hung(land), ba_lan(land), anh_nam(land), communes)
    town.collect()
    return office


def a_department(office: Office) -> Person:
    """Somebody of a department at the province."""
    return a_person("so.taichinh", "Lê Văn Sở", Role.DEPARTMENT_OFFICER, office.land.bac_ninh, "Chuyên viên")
