"""Every case of every pack: facts in, verdict out, as its `cases.yaml` says."""

from collections.abc import Iterator
from typing import Any

import pytest

from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.engine import evaluate
from binhyen.recognition.rules.facts import parse_facts
from binhyen.recognition.rules.model import EngineOptions, Pooling, Verdict
from binhyen.recognition.rules.shelf import packs_folder, shipped
from binhyen.recognition.rules.windows import kind_of
from binhyen.recognition.rules.yaml_lines import read_yaml


def cases() -> Iterator[Any]:
    for code in shipped():
        read = read_yaml((packs_folder() / code / "cases.yaml").read_text(encoding="utf-8")).data
        assert isinstance(read, dict)
        for case in read["cases"]:
            base = read["bases"][case["base"]] if "base" in case else {}
            facts = {name: value for name, value in {**base, **case.get("facts", {})}.items() if value is not None}
            yield pytest.param(code, case, facts, id=f"{code}: {case['name']}")


def run(code: str, case: dict[str, Any], facts: dict[str, Any]) -> Any:
    pack = shipped()[code]
    options = EngineOptions(Pooling(case.get("pooling", "all")))
    kind_of(pack, case["kind"])
    return evaluate(pack, case["kind"], parse_facts(pack, case["kind"], facts), case["as_of"], options=options)


@pytest.mark.parametrize(("code", "case", "facts"), list(cases()))
def test_a_case_of_a_pack(code: str, case: dict[str, Any], facts: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(Refused) as refusal:
            run(code, case, facts)
        assert refusal.value.code == case["refused"]
        return
    found, expected = run(code, case, facts), case["expect"]
    assert found.verdict == expected["verdict"]
    assert found.year == expected.get("year", found.year)
    assert found.scope.verdict == expected.get("scope", found.scope.verdict)
    verdicts = {one.id: one.verdict.value for one in found.criteria}
    assert {name: verdicts.get(name) for name in expected.get("criteria", {})} == expected.get("criteria", {})
    assert bool(verdicts) is (found.verdict is not Verdict.OUT_OF_SCOPE)


def test_every_pack_has_cases() -> None:
    assert {param.values[0] for param in cases()} == set(shipped())
