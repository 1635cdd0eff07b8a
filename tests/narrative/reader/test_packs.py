"""The vocabulary is sound: every rule speaks of what exists, and every indicator can be found."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from binhyen.indicators.queries import catalogue, dims
from binhyen.narrative.reader.qualifiers import dim_words
from binhyen.narrative.reader.rules import ZONES
from binhyen.narrative.reader.vocabulary import PACKS

FRAMES = sorted((PACKS / "frames").glob("*.yaml"))
KEYS = {
    "is",
    "of",
    "share",
    "plus",
    "never",
    "nowhere",
    "follows",
    "w",
    "plain",
    "dims",
    *(zone.name for zone in ZONES),
}
IN_CODE = {"n_silent", "n_authority", "m_change", "v_target", "v_keep", "v_new", "v_effective"}


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def all_frames() -> list[dict[str, Any]]:
    return [frame for path in FRAMES for frame in loaded(path)]


def labels_of(choices: str | list[str]) -> set[str]:
    return {
        label for one in ([choices] if isinstance(choices, str) else choices) for label in one.replace("|", " ").split()
    }


def test_every_indicator_has_a_rule_and_every_rule_an_indicator() -> None:
    assert {frame["is"] for frame in all_frames()} == set(catalogue().indicators)


@pytest.mark.parametrize("path", FRAMES, ids=lambda path: path.stem)
def test_a_rule_speaks_only_of_words_that_exist(path: Path) -> None:
    cues = {*loaded(PACKS / "verbs.yaml"), *loaded(PACKS / "nouns.yaml"), "m_change", "m_police", "m_people"}
    units = {*loaded(PACKS / "units.yaml"), "pct"}
    indicators = set(catalogue().indicators)
    for frame in loaded(path):
        assert set(frame) <= KEYS, frame
        assert labels_of(frame["of"]) <= units, frame
        assert labels_of(frame.get("follows", "")) <= indicators, frame
        for key in (*(zone.name for zone in ZONES), "plus", "never", "nowhere"):
            assert labels_of(frame.get(key, "")) <= cues, frame


def test_no_words_are_kept_that_no_rule_asks_for() -> None:
    asked = IN_CODE.copy()
    for frame in all_frames():
        for key in (*(zone.name for zone in ZONES), "plus", "never", "nowhere"):
            asked |= labels_of(frame.get(key, ""))
    assert {*loaded(PACKS / "verbs.yaml"), *loaded(PACKS / "nouns.yaml")} <= asked


def test_words_of_dimensions_are_codes_of_the_catalogue() -> None:
    for dim, codes in loaded(PACKS / "dims.yaml")["words"].items():
        assert set(codes) <= set(dims()[dim].values)
    assert set(dim_words().zones) == set(dim_words().words)
