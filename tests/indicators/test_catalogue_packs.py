"""Catalogues read from data: what is broken is refused with file, indicator and mend."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from binhyen.indicators.apps import check_packs
from binhyen.indicators.queries import packs
from binhyen.indicators.rules.catalogue import Floor, Mark, OverTime, Use
from binhyen.indicators.rules.catalogue_packs import PackFiles, catalogue_from_data
from binhyen.indicators.rules.shelf import PACKS, newest, read

SCHEMA = json.loads((PACKS / "catalogue.schema.json").read_text(encoding="utf-8"))
HEAD: dict[str, Any] = {
    "version": "2026-9",
    "title": "Danh mục thử",
    "groups": [{"code": "forces", "name": "Lực lượng"}, {"code": "tips", "name": "Nguồn tin"}],
    "sources": {"own": {"text": "Danh mục thử", "mark": "I"}},
}
TEAMS: dict[str, Any] = {
    "code": "teams",
    "name": "Số tổ",
    "name_en": "Teams",
    "unit": "tổ",
    "kinds": ["count"],
    "dims": ["org"],
    "nature": "stock",
    "over_places": "sum",
    "over_time": "last_value",
    "most": 100,
    "source": "own",
    "definition": "Số tổ đang duy trì cuối kỳ, theo quyết định còn hiệu lực.",
    "phrasing": {"one": "{so} tổ", "nothing": "không có tổ"},
}
TIPS = {
    **TEAMS,
    "code": "tips_heard",
    "nature": "flow",
    "over_time": "sum_of_flows",
    "floor": "commune",
    "scored": False,
}
Change = Callable[[dict[str, Any]], object]


def build(change: Change = lambda _files: None) -> Any:
    files: dict[str, Any] = copy.deepcopy({"head": HEAD, "forces": [TEAMS], "tips": [TIPS]})
    change(files)
    head = files.pop("head")
    return catalogue_from_data(PackFiles(head, files), {"org", "unit_kind"}, SCHEMA)


def test_a_whole_catalogue_is_built() -> None:
    built = build()
    teams, tips = built.indicators.values()
    assert (teams.group, teams.whole, teams.scored, teams.use, teams.most) == ("forces", True, True, Use.FORM, 100)
    assert (tips.floor, tips.scored, tips.over_time) == (Floor.COMMUNE, False, OverTime.SUM_OF_FLOWS)
    assert teams.source.mark is Mark.INFERRED
    assert [one.code for one in built.of_group("tips")] == ["tips_heard"]


def team(**changes: object) -> Change:
    return lambda files: files["forces"][0].update(changes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (team(dims=["colour"]), "forces.yaml: teams: dims: unknown dimension “colour”"),
        (team(source="nowhere"), "forces.yaml: teams: source: unknown document “nowhere”"),
        (team(kinds=["number"]), "forces.yaml: teams: kinds: 0: 'number' is not one of"),
        (team(nature="flow"), "forces.yaml: teams: over_time: a flow is sum_of_flows, a stock is last_value"),
        (team(over_time="sum_of_flows"), "forces.yaml: teams: over_time: a flow is sum_of_flows"),
        (team(kinds=["rate"], unit="%"), "a rate is never added"),
        (team(over_places="ratio_of_sums"), "ratio_of_sums needs the kind ratio"),
        (team(unit="đồng"), "money is an amount of whole đồng"),
        (team(unit="đồng", kinds=["amount"], whole=False), "money is an amount of whole đồng"),
        (team(whole=False), "what is counted has no decimals"),
        (team(most=0), "the upper bound must lie above the lower one"),
        (team(phrasing={"one": "tổ", "nothing": "không"}), "“one” needs {so}"),
        (team(use="reader_only"), "what only the reader may know is never scored"),
        (team(definition="Số tổ."), "forces.yaml: teams: definition:"),
        (team(colour="red"), "Additional properties are not allowed ('colour' was unexpected)"),
        (lambda files: files["tips"][0].update(scored=True), "tips.yaml: tips_heard: floor, scored:"),
        (lambda files: files["tips"][0].pop("floor"), "tips.yaml: tips_heard: floor, scored:"),
        (lambda files: files["forces"].append(TEAMS), "forces.yaml: teams: the code is used 2 times"),
        (lambda files: files["tips"].append({**TIPS, "code": "teams"}), "tips.yaml: teams: the code is used 2 times"),
        (lambda files: files.pop("tips"), "tips.yaml: a group needs its line in catalogue.yaml and a file"),
        (lambda files: files.update(mailbox=[TEAMS]), "mailbox.yaml: a group needs its line"),
        (lambda files: files["head"].pop("version"), "catalogue.yaml: : 'version' is a required property"),
        (lambda files: files.update(head=None), "catalogue.yaml"),
        (lambda files: files.update(forces={}), "forces.yaml"),
        (lambda files: files["forces"].append("teams"), "forces.yaml: 1:"),
    ],
)
def test_what_is_broken_is_refused_with_file_and_indicator(change: Change, said: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as fault:
        build(change)
    assert said in str(fault.value)


def test_all_faults_are_said_at_once() -> None:
    def twice(files: dict[str, Any]) -> None:
        files["forces"][0].update(dims=["colour"], source="nowhere")

    with pytest.raises(ValueError, match="colour") as fault:
        build(twice)
    assert len(str(fault.value).splitlines()) == 2


def test_the_newest_version_of_a_shelf_is_taken(tmp_path: Path) -> None:
    for version in ("2026-2", "2026-10", "2025-30"):
        (tmp_path / f"catalogue-{version}").mkdir()
    assert newest(tmp_path).name == "catalogue-2026-10"


def test_the_shipped_packs_pass_the_start() -> None:
    assert check_packs() == []


def test_a_broken_catalogue_stops_the_start_a_line_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        msg = "forces.yaml: teams: first\nforces.yaml: teams: second"
        raise ValueError(msg)

    monkeypatch.setattr(packs, "catalogue", broken)
    found = check_packs()
    assert [(one.id, one.msg) for one in found] == [
        ("indicators.pack_broken", "forces.yaml: teams: first"),
        ("indicators.pack_broken", "forces.yaml: teams: second"),
    ]


def test_what_is_no_yaml_is_refused_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "forces.yaml"
    path.write_text("- code: [", encoding="utf-8")
    with pytest.raises(ValueError, match=r"forces\.yaml"):
        read(path)
