"""Texts that ship with the system, and those that places wrote or translated."""

from functools import cache
from pathlib import Path

import yaml

from binhyen.campaigns.rules.materials import Text, texts_from_data

_PACK = Path(__file__).resolve().parents[1] / "packs" / "texts.yaml"


@cache
def shipped_texts() -> tuple[Text, ...]:
    """Return the texts that ship with the system, in their order."""
    return texts_from_data(yaml.safe_load(_PACK.read_text(encoding="utf-8")))
