"""Training: the same lessons teach the same; a wording that the rules do not know is learned from texts that have it."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command

from binhyen.narrative.reader.learned import judging
from binhyen.narrative.reader.learned.judging import confidence_of
from binhyen.narrative.reader.learned.model import Sureness, load
from binhyen.narrative.reader.learned.network import Network, Steps
from binhyen.narrative.reader.reading import read

WORDS = "Bà con cắt cử {} nhóm ngồi phên nứa ngoài bãi bồi"
SENTENCES = [
    f"{WORDS.format(number)}{end}"
    for number, end in zip(
        range(11, 41), [", bà con rất vui.", " trong tháng qua.", " và duy trì nếp họp."] * 10, strict=True
    )
]


def line(place: int, text: str) -> str:
    start = text.index(str(place + 11))
    figure = {"span_text": str(place + 11), "start": start, "end": start + 2, "indicator": "border_groups"}
    return json.dumps({"id": f"text-{place}", "text": text, "figures": [{**figure, "value": place + 11}]})


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lessons") / "lessons.jsonl"
    path.write_text("\n".join(line(place, text) for place, text in enumerate(SENTENCES)), encoding="utf-8")
    return path


def trained(lessons: Path, name: str) -> tuple[Path, str]:
    out = io.StringIO()
    target = lessons.parent / name
    call_command("train_reader", str(lessons), "--out", str(target), stdout=out)
    return target, out.getvalue()


def test_a_wording_is_learned_the_same_way_twice(lessons: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, said = trained(lessons, "first.json.gz")
    second, _ = trained(lessons, "second.json.gz")
    assert first.read_bytes() == second.read_bytes()
    assert "tất cả" in said
    monkeypatch.setattr(judging, "ranker", lambda: load(first))
    text = WORDS.format(57) + ", ai cũng mừng."
    assert [one.indicator for one in read(text).figures] == ["border_groups"]
    assert "border_groups" not in {one.indicator for one in read(text, learned=False).figures}


def test_without_weights_the_rules_say_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "ranker", lambda: None)
    text = "Năm 2023, xã thu hồi 12 khẩu súng tự chế."
    assert read(text) == read(text, learned=False)


@pytest.mark.parametrize("content", ["{", '{"id": 1}'])
def test_a_file_that_is_no_annotated_text_is_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lessons.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        call_command("train_reader", str(path), "--out", str(tmp_path / "out.gz"))
    assert refusal.value.code == 2
    assert "dòng 1" in capsys.readouterr().err
    assert not (tmp_path / "out.gz").exists()


def test_texts_without_figures_teach_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lessons.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Trời đẹp.", "figures": []}), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("train_reader", str(path), "--out", str(tmp_path / "out.gz"))
    assert "không có số liệu" in capsys.readouterr().err


KNOWN = Sureness((1.0,), sure=0.96, doubted=0.05)


@pytest.mark.parametrize(
    ("chance", "none", "confidence"),
    [(0.96, 0.01, 0.9), (1.0, 0.01, 0.99), (0.95, 0.01, 0.89), (0.3, 0.01, 0.3), (0.0, 0.01, 0.05), (0.99, 0.06, 0.49)],
)
def test_a_chance_becomes_a_confidence(chance: float, none: float, confidence: float) -> None:
    assert confidence_of(KNOWN, chance, none) == confidence


def test_more_is_asked_where_many_indicators_count_the_noun() -> None:
    known = Sureness((1.0,), sure=0.96, sure_of_wide=0.99)
    assert confidence_of(known, 0.97, 0.01) > 0.9
    assert confidence_of(known, 0.97, 0.01, wide=True) == 0.89
    assert confidence_of(known, 0.99, 0.01, wide=True) == 0.9


def test_features_that_nothing_is_known_of_leave_all_classes_alike() -> None:
    (by_words,) = Network.blank(3).by_words([["R0:súng"]])
    assert len({by_words.chance(place) for place in range(3)}) == 1


def test_numbers_are_told_together_as_one_by_one() -> None:
    network = Network({"a": 0, "b": 1}, Steps.of(np.eye(2)), Steps.of(np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 4.0]])))
    numbers = [["a"], ["b", "not known"], [], ["a", "b"]]
    together = network.by_words(numbers)
    alone = [network.by_words([one])[0] for one in numbers]
    assert [one.logs.tolist() for one in together] == [one.logs.tolist() for one in alone]
    assert [one.likeliest for one in together] == [1, 2, 1, 2]
    assert together[2].above(-1.2) == [0, 1, 2]
