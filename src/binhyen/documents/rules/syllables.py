"""Whether words are Vietnamese, by how a syllable is built: what tells letters from the wrong letters. Pure."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml

_PACK = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "packs/legacy/syllables.yaml").read_text(encoding="utf-8")
)
_ONSETS, _RHYMES = _PACK["onsets"].split(), sorted(_PACK["rhymes"].split(), key=len, reverse=True)
_SYLLABLE = re.compile(f"({'|'.join(_ONSETS)})?({'|'.join(_RHYMES)})\\Z")
_TONES = re.compile("[\u0300\u0309\u0303\u0301\u0323]")
_STOPPED = re.compile(r"(c|ch|p|t)\Z")
_HIGH_OR_LOW = {"", "\u0301", "\u0323"}
_EDGES = "()[]{}<>.,;:!?\"'“”‘’…–—-/\\|*+=%&#@0123456789\u00a0"


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word is one Vietnamese syllable: onset, rhyme, at most one tone, one that its end allows."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(parts)
    bare = unicodedata.normalize("NFC", _TONES.sub("", parts))
    if len(tones) > 1 or not _SYLLABLE.match(bare):
        return False
    return not _STOPPED.search(bare) or "".join(tones) in _HIGH_OR_LOW


def foreign_words(text: str, most: int = 4_000) -> list[str]:
    """Return the words that hold a sign beyond ASCII, without what stands around them: they tell scripts apart."""
    found = []
    for word in text.split():
        if not word.isascii() and (bare := word.strip(_EDGES)) and not bare.isascii():
            found.append(bare)
            if len(found) >= most:
                break
    return found


def share_of_syllables(text: str) -> tuple[int, float]:
    """Return how many words hold a sign beyond ASCII and which share of them is Vietnamese syllables; 1 for none.

    Words that hang together ("an-ninh", "VK-VLN/CCHT") are looked at one by one.
    """
    words = [part for word in foreign_words(text) for part in re.split(r"[-–/.,+&()]", word) if not part.isascii()]
    if not words:
        return 0, 1.0
    return len(words), sum(map(is_syllable, words)) / len(words)
