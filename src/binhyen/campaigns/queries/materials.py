"""Texts that ship with the system, and those that places wrote or translated."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import yaml
from django.db.models import QuerySet

from binhyen.campaigns.models import Material
from binhyen.campaigns.rules.materials import VIETNAMESE, Text, texts_from_data
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import entries_seen_by

_MOST = 100
_PACK = Path(__file__).resolve().parents[1] / "packs" / "texts.yaml"


@cache
def shipped_texts() -> tuple[Text, ...]:
    """Return the texts that ship with the system, in their order."""
    return texts_from_data(yaml.safe_load(_PACK.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Sought:
    """What the library is narrowed to."""

    words: str = ""
    topic: str = ""
    medium: str = ""
    language: str = ""


def shipped_like(sought: Sought) -> list[Text]:
    """Return the shipped texts that fit; they are Vietnamese."""
    words = fold(sought.words).split()
    return [
        one
        for one in shipped_texts()
        if sought.topic in {"", one.topic}
        and sought.medium in {"", one.medium}
        and sought.language in {"", VIETNAMESE}
        and all(word in fold(f"{one.name} {one.text}") for word in words)
    ]


def materials_seen_by(actor: Actor, sought: Sought) -> list[Material]:
    """Return the texts of a person's province that fit, newest first; translations only where a language is asked for.

    One query.
    """
    rows = cast("QuerySet[Material]", entries_seen_by(registers()["campaigns.materials"], actor))
    said = {"topic": sought.topic, "medium": sought.medium, "language": sought.language}
    rows = rows.filter(**{name: value for name, value in said.items() if value})
    if not sought.language:
        rows = rows.filter(translates="")
    for word in fold(sought.words).split():
        rows = rows.filter(fold__contains=word)
    return list(rows.order_by("-id")[:_MOST])


def translations_of(actor: Actor) -> dict[str, list[Material]]:
    """Return the translations of shipped texts in a person's province, by the text's code. One query."""
    rows = cast("QuerySet[Material]", entries_seen_by(registers()["campaigns.materials"], actor))
    found: dict[str, list[Material]] = {}
    for row in rows.exclude(translates="").order_by("language", "-id"):
        found.setdefault(row.translates, []).append(row)
    return found
