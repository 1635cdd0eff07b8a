"""A round half-way, with people who can sign in: dossiers of several units walked through the actions."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from binhyen.kernel.actors import SYSTEM, Role
from binhyen.recognition.actions.appraising import Conclusion, conclude_appraisal, declare_no_conflict
from binhyen.recognition.models import Dossier
from binhyen.recognition.rules.settings import RoundSettings
from binhyen.units.actions.registry import represent
from tests.accounts.factories import Person, a_person, anh_nam, ba_lan, chi_mai, ong_hung, signed_in_client
from tests.recognition.factories import (
    JANUARY,
    NOVEMBER,
    PENDING,
    Town,
    a_town,
    more_areas,
    opened,
    submitted,
)

AREAS = 4


@dataclass
class Scene:
    """A town with people who sign in."""

    town: Town
    lan: Person
    second: Person
    chair: Person
    hung: Person
    leader: Person
    nam: Person
    mai: Person

    def client(self, name: str) -> Client:
        """A browser in which somebody is signed in."""
        return signed_in_client(getattr(self, name))

    def dossier(self, name: str) -> Dossier:
        """A unit's dossier as it stands."""
        return self.town.dossier(name)

    def appraise(self, name: str) -> Dossier:
        """Let Bà Lan conclude on what was sent."""
        found = self.dossier(name)
        declare_no_conflict(dossier_id=found.pk, by=self.lan.actor, at=NOVEMBER)
        conclude_appraisal(dossier_id=found.pk, conclusion=Conclusion(PENDING), by=self.lan.actor, at=NOVEMBER)
        return self.dossier(name)


def a_scene(settings: RoundSettings | None = None, sent: int = AREAS) -> Scene:
    """Open the round, and send the dossiers of some villages."""
    town = a_town()
    more_areas(town, AREAS)
    land = town.land
    mai = chi_mai(land)
    represent(post=mai.post, unit=town.units["school"], since=date(2026, 1, 1), by=SYSTEM, at=JANUARY)
    opened(town, settings)
    for number in range(1, sent + 1):
        submitted(town, f"area{number}", by=town.lan)
    return Scene(
        town=town,
        lan=ba_lan(land),
        second=a_person("anphu.hai", "Vũ Thị Hòa", Role.COMMUNE_OFFICER, land.an_phu, "Công chức văn hóa"),
        chair=a_person("anphu.chutich", "Đặng Văn Chính", Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã"),
        hung=ong_hung(land),
        leader=a_person("tinh.lanhdao", "Hồ Thị Lý", Role.PROVINCE_LEADER, land.bac_ninh, "Chủ tịch UBND tỉnh"),
        nam=anh_nam(land),
        mai=mai,
    )
