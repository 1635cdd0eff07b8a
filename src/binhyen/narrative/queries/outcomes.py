"""The vocabulary of outcomes told without a number."""

from functools import cache
from pathlib import Path

import yaml

_PACK = Path(__file__).resolve().parents[1] / "packs" / "reader" / "outcomes.yaml"


@cache
def outcome_phrases() -> tuple[str, ...]:
    """Return the words that tell an outcome."""
    data = yaml.safe_load(_PACK.read_text(encoding="utf-8"))
    return tuple(str(one) for one in data["phrases"])
