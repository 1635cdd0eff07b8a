"""Signs that nobody sees: direction marks, zero-width spaces, controls. They are taken out, with a remark. Pure."""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_BREAKS = str.maketrans({"\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\u00a0": " ", "\u202f": " ", "\u2007": " "})


def without_unseen(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text without signs that nobody sees, and where in the new text each was left out."""
    dropped = [found.start() for found in _UNSEEN.finditer(text)]
    if not dropped:
        return text, ()
    return _UNSEEN.sub("", text), tuple(at - number for number, at in enumerate(dropped))


def tidied(text: str) -> tuple[str, int]:
    """Return a line in NFC with plain spaces, without unseen signs, and how many of those there were."""
    bare, dropped = without_unseen(text)
    return unicodedata.normalize("NFC", bare.translate(_BREAKS)), len(dropped)


_AFTER_METRE = re.compile(r"(?<!\w)[kcdmhK]?m\Z")
_POWERS = {"2": "²", "3": "³"}


def raised(sign: str, before: str) -> str:
    """Return what a raised digit says: a power behind a metre ("km²"); the mark of a footnote says nothing."""
    if not sign.strip().isdigit():
        return sign
    return _POWERS.get(sign.strip(), "") if _AFTER_METRE.search(before.rstrip()[-4:] if before else "") else ""
