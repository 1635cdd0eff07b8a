"""Texts to read out, print or send: media, languages, the texts that ship with the system."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts

VIETNAMESE = "vi"
MEDIA = {
    "loudspeaker": gettext_noop("Loudspeaker text"),
    "poster": gettext_noop("Poster"),
    "leaflet": gettext_noop("Leaflet"),
    "post": gettext_noop("Message for Zalo, Facebook"),
}
LANGUAGES = {
    VIETNAMESE: gettext_noop("Vietnamese"),
    "tay": "Tày",
    "nung": "Nùng",
    "thai": "Thái",
    "muong": "Mường",
    "hmong": "Mông",
    "dao": "Dao",
    "hoa": "Hoa",
    "san_chay": "Sán Chay",
    "khmer": "Khmer",
    "cham": "Chăm",
    "ede": "Ê Đê",
    "jarai": "Gia Rai",
    "bahnar": "Ba Na",
    "sedang": "Xơ Đăng",
    "koho": "Cơ Ho",
    "mnong": "Mnông",
    "stieng": "Xtiêng",
    "raglai": "Raglai",
    "hre": "Hrê",
    "bru": "Bru – Vân Kiều",
    "cotu": "Cơ Tu",
    "giaytrieng": "Giẻ Triêng",
    "other": gettext_noop("Another language"),
}
"""Languages in which texts are heard. Translations are written by speakers; the system ships Vietnamese alone."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that ships with the system."""

    code: str
    name: str
    medium: str
    topic: str
    text: str


def texts_from_data(data: Iterable[Mapping[str, str]]) -> tuple[Text, ...]:
    """Return the shipped texts of a pack. Raises KeyError for one that lacks a part."""
    return tuple(
        Text(one["code"], one["name"], one["medium"], one["topic"], " ".join(one["text"].split())) for one in data
    )


def spoken_seconds(text: str) -> int:
    """Return how long a text takes to be read out slowly: some two and a half syllables a second."""
    return round(len(text.split()) * 0.4)


def material_findings(facts: Facts, shipped: Sequence[Text]) -> Iterable[Finding]:
    """Say where a translation is no translation."""
    translates = facts.text("translates")
    if translates and facts.text("language") == VIETNAMESE:
        message = gettext_noop("A translation is in another language than Vietnamese. Choose the language.")
        yield Finding("campaigns.not_translated", message, where="language")
    original = next((one for one in shipped if one.code == translates), None)
    if original is not None and facts.text("text").split() == original.text.split():
        message = gettext_noop("This is the Vietnamese text itself. Write what a speaker says instead.")
        yield Finding("campaigns.same_text", message, where="text")
