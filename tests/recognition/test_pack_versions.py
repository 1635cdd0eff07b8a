"""Packs in use: installed once, never edited; a province's versions are drafted, previewed, activated."""

from dataclasses import replace
from datetime import date

import pytest

from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.recognition.actions.packs import (
    Wording,
    activate_pack_version,
    add_criterion,
    complete_criterion,
    install_pack,
)
from binhyen.recognition.apps import check_used_packs
from binhyen.recognition.models import PackVersion
from binhyen.recognition.queries.packs import edited_packs, effect_of, pack_of
from binhyen.recognition.rules.lifecycle import PackState, State
from binhyen.recognition.rules.model import Criterion, Judged, Logic, Mark
from binhyen.recognition.rules.shelf import shipped
from tests.recognition.factories import FEBRUARY, JANUARY, Town, answered, more_areas, on, opened, submitted

TEXT = Wording("KDC-5", "Có mô hình tự quản hoạt động hiệu quả.", "Điều 4 khoản 5", ("Báo cáo",), date(2026, 1, 1))


def the_law(code: str = "tt48-2025") -> PackVersion:
    return PackVersion.objects.get(code=code, province__isnull=True)


def test_installing_again_changes_nothing(town: Town) -> None:
    before = PackVersion.objects.count()
    install_pack(pack=shipped()["tt124-2021"], by=SYSTEM, at=FEBRUARY)
    assert PackVersion.objects.count() == before


def test_a_pack_edited_after_use_is_refused_and_found(town: Town) -> None:
    changed = replace(shipped()["tt124-2021"], title="Khác")
    with pytest.raises(Refused) as refusal:
        install_pack(pack=changed, by=SYSTEM, at=FEBRUARY)
    assert refusal.value.code == "recognition.pack_edited"
    assert edited_packs(shipped()) == []
    assert [row.code for row in edited_packs({"tt124-2021": changed})] == ["tt124-2021"]


def test_a_province_completes_a_criterion_previews_and_activates(round_town: Town) -> None:
    dossier = answered(round_town)
    province = round_town.province.place_id
    draft = complete_criterion(
        version_id=the_law().pk, province_id=province, wording=TEXT, by=round_town.hung, at=FEBRUARY
    )
    assert (draft.state, draft.version) == (PackState.DRAFT, "1.1")
    effect = effect_of(draft)
    assert [change.criterion for change in effect.changes] == ["KDC-5"]
    assert sum(effect.dossiers.values()) == 1
    moved = activate_pack_version(version_id=draft.pk, by=round_town.hung, at=FEBRUARY)
    assert moved == 4
    assert round_town.dossier().pack_id == draft.pk
    criterion = pack_of(round_town.dossier().pack).criterion("KDC-5")
    assert criterion is not None
    assert criterion.logic is Logic.ASSESSED
    assert dossier.pack_id == the_law().pk


def test_what_was_submitted_keeps_its_version(town: Town) -> None:
    more_areas(town, 1)
    opened(town)
    submitted(town)
    draft = complete_criterion(
        version_id=the_law().pk, province_id=town.province.place_id, wording=TEXT, by=town.hung, at=on(11, 6)
    )
    assert effect_of(draft).submitted == 1
    activate_pack_version(version_id=draft.pk, by=town.hung, at=on(11, 6))
    assert town.dossier().pack_id == the_law().pk
    assert town.dossier("area1").pack_id == draft.pk
    assert town.dossier().state == State.SUBMITTED


def test_a_province_adds_a_criterion_of_its_own(round_town: Town) -> None:
    own = Criterion(
        id="TINH-1",
        gist="Có camera do cộng đồng lắp đặt được quản lý đúng quy định.",
        test=Judged(Logic.ASSESSED),
        article="Điều 3",
        mark=Mark.CONFIRMED,
        kinds=("residential_area",),
        instrument="Quyết định 514/QĐ-UBND",
        valid_from=date(2026, 1, 1),
    )
    province = round_town.province.place_id
    draft = add_criterion(version_id=the_law().pk, province_id=province, criterion=own, by=round_town.hung, at=JANUARY)
    again = complete_criterion(version_id=draft.pk, province_id=province, wording=TEXT, by=round_town.hung, at=JANUARY)
    assert again.pk == draft.pk
    activate_pack_version(version_id=draft.pk, by=round_town.hung, at=FEBRUARY)
    with pytest.raises(Refused) as refusal:
        activate_pack_version(version_id=draft.pk, by=round_town.hung, at=FEBRUARY)
    assert refusal.value.code == "recognition.not_a_draft"


def test_packs_are_the_provinces_to_amend(round_town: Town) -> None:
    with pytest.raises(Forbidden):
        complete_criterion(
            version_id=the_law().pk,
            province_id=round_town.province.place_id,
            wording=TEXT,
            by=round_town.lan,
            at=FEBRUARY,
        )


def test_the_start_is_refused_with_an_edited_pack(town: Town) -> None:
    assert check_used_packs(databases=["default"]) == []
    PackVersion.objects.filter(code="tt124-2021").update(content_hash="0" * 64)
    assert [one.id for one in check_used_packs(databases=["default"])] == ["recognition.pack_edited"]
