"""How wide words are: for ruled lines of the decreed length and for names that break well.

Advance widths of Times New Roman, which Tinos shares, in thousandths of the type size. A Vietnamese letter is as wide
as its base letter; only ơ and ư are wider.
"""

import unicodedata

_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt·", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy“”–", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W…",
}  # fmt: skip
_REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr·", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–", 529: "ơ", 541: "~", 542: "ư", 556: "FPS",
    564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@",
    944: "W", 1000: "…",
}  # fmt: skip
_UNKNOWN = 600
_HORN = "\u031b"
_POINT = 25.4 / 72


def _by_letter(widths: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_WIDTHS = {True: _by_letter(_BOLD), False: _by_letter(_REGULAR)}


def text_width(text: str, size: float, *, bold: bool) -> float:
    """Return the width of one line in millimetres at a type size in points."""
    widths = _WIDTHS[bold]
    return sum(widths.get(_base(char), _UNKNOWN) for char in text) * size / 1000 * _POINT


def break_lines(text: str, size: float, room: float, *, bold: bool) -> tuple[str, ...]:
    """Break a name into the fewest lines that fit `room` millimetres, as even as words allow.

    Line breaks that the text has are kept.
    """
    return tuple(line for part in text.split("\n") for line in _broken(part, size, room, bold=bold))


def _broken(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    words = text.split()
    count = len(_greedy(words, size, room, bold=bold))
    narrow = room
    while narrow > room / 3 and len(_greedy(words, size, narrow - 1, bold=bold)) == count:
        narrow -= 1
    return _greedy(words, size, narrow, bold=bold)


def _greedy(words: list[str], size: float, room: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _base(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
