"""People of the town with accounts, signed in: for views and browsers."""

from dataclasses import dataclass

from django.test import Client

from binhyen.kernel.actors import Role
from tests.accounts.factories import Person, a_person, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.reports.factories import ReportTown, a_report_town


@dataclass
class Desks:
    """The town with those who sit at its desks."""

    town: ReportTown
    lan: Person
    hung: Person
    nam: Person
    tuan: Person
    """Anh Tuấn reports for An Phú as well."""

    def client(self, who: Person) -> Client:
        """A browser in which somebody is signed in."""
        return signed_in_client(who)


def desks(town: ReportTown | None = None) -> Desks:
    """Seat everybody."""
    made = town or a_report_town()
    land = made.land
    tuan = a_person("anphu.congan", "Đỗ Anh Tuấn", Role.COMMUNE_OFFICER, land.an_phu, "Phó Trưởng Công an xã")
    return Desks(made, ba_lan(land), ong_hung(land), anh_nam(land), tuan)
