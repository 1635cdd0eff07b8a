"""Texts made ready to be copied: what ships with its translations, and what places wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from binhyen.campaigns.models import Material
from binhyen.campaigns.rules.materials import LANGUAGES, MEDIA, VIETNAMESE, Text, spoken_seconds
from binhyen.registers.queries.declared import registers


@dataclass(frozen=True, slots=True)
class Card:
    """A text to copy. `others` are its translations."""

    anchor: str
    name: str
    medium: str
    topic: str
    language: str
    lang: str
    """The code for browsers and screen readers, where there is one."""
    text: str
    seconds: int
    code: str = ""
    href: str = ""
    others: Sequence["Card"] = ()


_TAGS = {VIETNAMESE: "vi", "khmer": "km", "thai": "tai", "hmong": "hmn", "jarai": "jra", "ede": "rad", "bahnar": "bdq"}


def _topic(code: str) -> str:
    topics = registers()["campaigns.materials"].by_name["topic"].choices
    return gettext(topics[code]) if code in topics else ""


def shipped_cards(texts: Sequence[Text], translations: Mapping[str, Sequence[Material]]) -> list[Card]:
    """Return the shipped texts, each with its translations."""
    return [
        Card(
            one.code,
            one.name,
            gettext(MEDIA[one.medium]),
            _topic(one.topic),
            gettext(LANGUAGES[VIETNAMESE]),
            "vi",
            one.text,
            spoken_seconds(one.text),
            code=one.code,
            others=own_cards(translations.get(one.code, ())),
        )
        for one in texts
    ]


def own_cards(rows: Sequence[Material]) -> list[Card]:
    """Return texts that places wrote."""
    return [
        Card(
            f"van-ban-{row.record_id}",
            row.title,
            gettext(MEDIA.get(row.medium, row.medium)),
            _topic(row.topic),
            gettext(LANGUAGES.get(row.language, row.language)),
            _TAGS.get(row.language, ""),
            row.text,
            spoken_seconds(row.text),
            href=reverse("registers:record", args=[row.record_id]),
        )
        for row in rows
    ]
