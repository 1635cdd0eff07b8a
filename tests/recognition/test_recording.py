"""Separate results take recognition as evidence and are never merged with it."""

import pytest

from binhyen.kernel.findings import Refused
from binhyen.recognition.actions.recording import record_other_result
from binhyen.recognition.models import Dossier, OtherResult, PackVersion
from binhyen.recognition.queries.packs import pack_of
from binhyen.recognition.rules.facts import fact_specs
from tests.recognition.factories import NOVEMBER, Town


def the_pack(code: str) -> int:
    return PackVersion.objects.get(code=code).pk


def test_a_commune_never_gets_a_separate_results_pack(round_town: Town) -> None:
    assert round_town.dossier("commune").pack.code == "tt48-2025"


def test_a_separate_result_is_concluded_from_its_own_pack(round_town: Town) -> None:
    commune = round_town.dossier("commune")
    version = the_pack("do-thi-van-minh-2022")
    result = record_other_result(dossier_id=commune.pk, version_id=version, facts={}, by=round_town.hung, at=NOVEMBER)
    assert result.verdict in {"cannot_conclude", "not_met"}
    record_other_result(dossier_id=commune.pk, version_id=version, facts={}, by=round_town.hung, at=NOVEMBER)
    assert OtherResult.objects.count() == 1
    assert Dossier.objects.get(pk=commune.pk).result == ""


def test_the_date_of_recognition_is_never_typed(round_town: Town) -> None:
    commune = round_town.dossier("commune")
    version = PackVersion.objects.get(code="do-thi-van-minh-2022")
    names = {spec.name for spec in fact_specs(pack_of(version), "commune")}
    typed = {"recognition_decision_date": "2026-11-20"} if "recognition_decision_date" in names else {}
    result = record_other_result(
        dossier_id=commune.pk, version_id=version.pk, facts=typed, by=round_town.hung, at=NOVEMBER
    )
    assert "recognition_decision_date" not in result.facts


def test_the_standard_itself_is_no_separate_result(round_town: Town) -> None:
    commune = round_town.dossier("commune")
    with pytest.raises(Refused) as refusal:
        record_other_result(
            dossier_id=commune.pk, version_id=the_pack("tt48-2025"), facts={}, by=round_town.hung, at=NOVEMBER
        )
    assert refusal.value.code == "recognition.no_other_pack"
