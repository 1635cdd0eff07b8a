"""The shelf: which pack a day asks for, and what is said of a broken one."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from binhyen.kernel.findings import Refused
from binhyen.recognition import apps
from binhyen.recognition.rules.plain import content_hash, pack_from_data, pack_to_data
from binhyen.recognition.rules.shelf import pack_named, pack_on, packs_folder, read_shelf, shipped


@pytest.mark.parametrize(
    ("kind", "day", "code"),
    [
        ("residential_area", date(2011, 11, 1), "tt23-2012"),
        ("residential_area", date(2021, 10, 31), "tt23-2012"),
        ("residential_area", date(2021, 11, 1), "tt124-2021"),
        ("commune", date(2021, 11, 15), "tt23-2012"),
        ("commune", date(2021, 11, 16), "tt23-2012"),
        ("commune", date(2021, 11, 30), "tt23-2012"),
        ("commune", date(2021, 12, 1), "tt124-2021"),
        ("school", date(2021, 5, 31), "tt23-2012"),
        ("school", date(2021, 11, 16), "tt124-2021"),
        ("agency", date(2024, 11, 15), "tt124-2021"),
        ("commune", date(2025, 6, 30), "tt124-2021"),
        ("commune", date(2025, 7, 1), "tt48-2025"),
        ("residential_area", date(2025, 11, 1), "tt48-2025"),
        ("school", date(2031, 1, 1), "tt48-2025"),
    ],
)
def test_the_day_chooses_the_pack(kind: str, day: date, code: str) -> None:
    assert pack_on(kind, day).code == code


@pytest.mark.parametrize(
    ("kind", "day", "code"),
    [
        ("residential_area", date(2011, 10, 31), "recognition.no_pack_that_day"),
        ("school", date(2021, 8, 1), "recognition.no_pack_that_day"),
        ("district", date(2021, 8, 1), "recognition.kind_not_in_pack"),
    ],
)
def test_a_day_or_kind_without_a_pack_is_refused(kind: str, day: date, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        pack_on(kind, day)
    assert refusal.value.code == code


def test_an_unknown_pack_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as refusal:
        pack_named("tt124")
    assert refusal.value.findings[0].params["close"] == "tt124-2021"


def test_an_amendment_keeps_what_it_does_not_touch() -> None:
    assert pack_named("tt48-2025").criteria == pack_named("tt124-2021").criteria
    assert pack_named("tt48-2025").authorities != pack_named("tt124-2021").authorities


@pytest.mark.parametrize("code", list(shipped()))
def test_a_pack_survives_plain_data(code: str) -> None:
    pack = pack_named(code)
    again = pack_from_data(json.loads(json.dumps(pack_to_data(pack))))
    assert again == pack
    assert content_hash(again) == content_hash(pack)


def test_no_two_packs_share_a_hash() -> None:
    assert len({content_hash(pack) for pack in shipped().values()}) == len(shipped())


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A small shelf: the pack that is spoilt, the one that amends it, and one that has nothing to do with either."""
    copied = tmp_path / "packs"
    for name in ("tt124-2021", "tt48-2025", "ntm-2026-2030"):
        shutil.copytree(str(packs_folder() / name), copied / name)
    shutil.copy(str(packs_folder() / "schema.json"), copied)
    return copied


def spoil(shelf: Path, file: str, old: str, new: str) -> str:
    path = shelf / "tt124-2021" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_shelf(shelf)
    assert {one.code for one in refusal.value.findings} == {"recognition.pack_broken"}
    line = text[: text.index(old)].count("\n") + 1
    wheres = [one.where for one in refusal.value.findings]
    assert wheres[0].startswith(f"tt124-2021/{file}:")
    return "exact" if wheres[0].endswith(f":{line}") else wheres[0]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.yaml", "result: binary", "result: perhaps"),
        ("pack.yaml", "result: binary", "result: binary\nresult: tiers"),
        ("pack.yaml", "code: tt124-2021", "code: tt124-2022"),
        ("pack.yaml", "choices: [micro, small, medium, large]", "choice: [micro, small, medium, large]"),
        ("criteria.yaml", "logic: pending_text", "logic: guess"),
        ("criteria.yaml", "percent: 70", "percent: 170"),
        ("criteria.yaml", "mark: not_found", "mark: certain"),
    ],
)
def test_a_broken_pack_is_refused_with_file_and_line(shelf: Path, file: str, old: str, new: str) -> None:
    where = spoil(shelf, file, old, new)
    assert where == "exact" or new.count("\n")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("criteria.yaml", "id: KDC-1b", "id: KDC-1a"),
        ("criteria.yaml", "of: [KDC-2, KDC-3, KDC-4]", "of: [KDC-2, KDC-3, KDC-9]"),
        ("criteria.yaml", "fact: police_disciplined", "fact: police_praised"),
        ("criteria.yaml", "kinds: [school]", "kinds: [schools]"),
        ("criteria.yaml", "        maximum: 0\n", ""),
        ("criteria.yaml", "        fact: effective_schemes\n", "        fact: effective_schemes\n        percent: 3\n"),
        ("pack.yaml", "values: [micro, small]", "values: [tiny]"),
        ("pack.yaml", "years: {from: 2022, to: null}", "years: {from: 2022, to: 2012}"),
        ("pack.yaml", 'day: "31/3"', 'day: "31-3"'),
        ("pack.yaml", "issued: 2021-12-28", "issued: 2021-12-38"),
        ("pack.yaml", "kinds:\n", "kinds:\n  - &one\n"),
        ("criteria.yaml", "groups:", "group:"),
        ("criteria.yaml", "groups:", "groups: [1]\nolder:"),
        ("criteria.yaml", "groups:", "groups: 7\nolder:"),
        ("pack.yaml", 'end: "31/10"', 'end: "31/2"'),
        ("pack.yaml", "result: binary", "result: binary\namends: [a, b]"),
    ],
)
def test_nonsense_in_a_pack_is_refused(shelf: Path, file: str, old: str, new: str) -> None:
    path = shelf / "tt124-2021" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_shelf(shelf)
    assert {one.code for one in refusal.value.findings} == {"recognition.pack_broken"}
    assert any(one.where.startswith("tt124-2021/") for one in refusal.value.findings)


@pytest.mark.parametrize("groups", ["groups: [1]", "groups: 7", "groups: [{id: KDC-1}]", "[1, 2]", "amends: nowhere"])
def test_a_broken_amendment_is_refused(shelf: Path, groups: str) -> None:
    (shelf / "tt48-2025" / "criteria.yaml").write_text(groups, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_shelf(shelf)
    assert refusal.value.findings[0].where.startswith("tt48-2025/")


def test_a_later_version_is_a_new_folder_and_takes_the_place_of_the_earlier(shelf: Path) -> None:
    for version in ("2", "10"):
        later = shelf / f"tt124-2021@{version}"
        shutil.copytree(shelf / "tt124-2021", later)
        text = (later / "pack.yaml").read_text(encoding="utf-8")
        (later / "pack.yaml").write_text(text.replace('version: "1"', f'version: "{version}"'), encoding="utf-8")
    packs = read_shelf(shelf)
    assert packs["tt124-2021"].version == "10"
    assert packs["tt48-2025"].criteria == packs["tt124-2021"].criteria


def test_a_versions_folder_must_say_its_version(shelf: Path) -> None:
    shutil.copytree(shelf / "tt124-2021", shelf / "tt124-2021@2")
    with pytest.raises(Refused) as refusal:
        read_shelf(shelf)
    assert refusal.value.findings[0].where.startswith("tt124-2021@2/pack.yaml:")


def test_the_shipped_packs_let_the_software_start() -> None:
    assert apps.check_packs() == []


def test_a_broken_pack_stops_the_start(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shelf / "ntm-2026-2030" / "criteria.yaml").write_text("groups: [", encoding="utf-8")
    monkeypatch.setattr(apps, "packs_folder", lambda: shelf)
    (found,) = apps.check_packs()
    assert found.is_serious()
    assert found.msg.startswith("ntm-2026-2030/criteria.yaml:1: ")
