"""Letters of fonts from before Unicode: TCVN3, VNI, VISCII. Tables are data in `packs/legacy`. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from binhyen.documents.rules.syllables import foreign_words, is_syllable, share_of_syllables

_PACKS = Path(__file__).resolve().parents[1] / "packs" / "legacy"
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ENOUGH, _GOOD, _BETTER = 4, 0.75, 0.3


@dataclass(frozen=True, slots=True)
class Legacy:
    """One old script. `letters` are the signs that stand for each letter, `signs` the letter of each sign or pair."""

    name: str
    fonts: tuple[str, ...]
    capital_fonts: str
    letters: Mapping[str, str]
    signs: Mapping[str, str]
    pattern: re.Pattern[str]

    def converted(self, text: str, *, capitals: bool = False) -> str:
        """Return the letters that the signs of `text` stand for; what is no sign of this script stays as it is."""
        plain = self.pattern.sub(lambda found: self.signs[found.group(0)], text)
        if capitals:
            return plain.upper()
        return _HEADLINE.sub(lambda found: found.group(0).upper(), plain) if self.capital_fonts else plain


_MARKED = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
_HEADLINE = re.compile(rf"^(?=[^a-z\n]*[{_MARKED}][A-Z])[^a-z\n]*$", re.MULTILINE)
"""A line of capitals: a script with a font of capitals has small marked letters alone, and the font may be lost."""


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font's name says: its script, and whether it draws every letter as a capital."""

    script: Legacy
    capitals: bool


@cache
def legacy(code: str) -> Legacy:
    """Return a script: "tcvn3", "vni" or "viscii"."""
    data = yaml.safe_load((_PACKS / f"{code}.yaml").read_text(encoding="utf-8"))
    letters: dict[str, str] = data["letters"]
    signs = {sign: letter for letter, sign in letters.items()}
    signs |= {sign[0] + sign[1:].lower(): letter for letter, sign in letters.items() if sign[0].isupper() and sign[1:]}
    pattern = re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))
    return Legacy(data["name"], tuple(data["fonts"]), data["capital_fonts"], letters, signs, pattern)


CODES = ("tcvn3", "vni", "viscii")
_IN_UNICODE = ("tcvn3", "vni")


@cache
def legacy_font(name: str) -> LegacyFont | None:
    """Return what a font's name says of its script: ".VnTimeH", "VNI-Times", "ABCDEF+.VnArial"; None for Unicode."""
    bare = _SUBSET.sub("", name).lower()
    for script in map(legacy, CODES):
        if bare.startswith(script.fonts):
            family = re.split(r"[,\s-]", bare.removeprefix(".vn"))[0] if script.capital_fonts else ""
            return LegacyFont(script, bool(script.capital_fonts) and family.endswith(script.capital_fonts))
    return None


def in_font(text: str, name: str) -> str | None:
    """Return `text` set in an old font as Unicode; None when the font is none or the text already is Unicode.

    Somebody may have typed in Unicode and only chosen the font: letters that the old script has not, or words that are
    Vietnamese as they stand.
    """
    font = legacy_font(name)
    text = text.translate(_SYMBOLS) if font else text
    if font is None or any(ord(sign) > 0xFF and sign not in _TYPOGRAPHIC for sign in text):  # noqa: PLR2004 - Latin-1
        return None
    count, share = share_of_syllables(" ".join(foreign_words(text)))
    if count > 1 and share == 1 and not is_better(font.script, text):
        return None
    return font.script.converted(text, capitals=font.capitals)


_HYPHENED = re.compile(r"[^\s-]*-[^\s-]*")


def with_horns(text: str, font: str) -> str:
    """Give back to a word of TCVN3 the sign of ư, a soft hyphen there, where a PDF shows it as a hyphen.

    Only where the word is a Vietnamese syllable with it; a real hyphen between two words is none.
    """
    known = legacy_font(font)
    if known is None or known.script.letters["ư"] != "\u00ad" or "-" not in text:
        return text
    script = known.script

    def mended(found: re.Match[str]) -> str:
        word = found.group(0).replace("-", "\u00ad")
        bare = script.converted(word).strip("()[]{}.,;:!?\"'“”‘’…")
        return word if len(bare) > 1 and is_syllable(bare) else found.group(0)

    return _HYPHENED.sub(mended, text)


_SYMBOLS = {0xF000 + sign: sign for sign in range(0x20, 0x100)}
"""Where Word took an old font for one of symbols, its signs stand at these places."""
_TYPOGRAPHIC = frozenset("“”‘’–—…•\u2022\u0192\u2030\u20ab\uf0b7")


def recognised(text: str) -> Legacy | None:
    """Return the old script that a Unicode text's words are written in, by their statistics; None when it is none.

    Words must be no Vietnamese syllables as they stand, and be such when they are converted.
    """
    words = " ".join(foreign_words(text))
    count, plain = share_of_syllables(words)
    if count < _ENOUGH or plain >= _GOOD:
        return None
    scores = {code: share_of_syllables(legacy(code).converted(words)) for code in _IN_UNICODE}
    best = max(scores, key=lambda code: scores[code][1])
    found, share = scores[best]
    return legacy(best) if found >= _ENOUGH and share >= _GOOD and share >= plain + _BETTER else None


def is_better(script: Legacy, text: str) -> bool:
    """Tell whether one line of a document in an old script is in it too: it may have been typed in Unicode."""
    words = " ".join(foreign_words(text))
    return share_of_syllables(script.converted(words))[1] > share_of_syllables(words)[1] if words else False
