"""Whether a document is marked as a state secret. Such a document is refused: this system holds none. Pure.

Sources: Luật Bảo vệ bí mật nhà nước 2018 Đ8 (three degrees, shown by a stamp or in another way that fits), TT
24/2020/TT-BCA (the stamps; confirm the circular in force, C2). A stamp stands as a line of its own near the top; an
article that speaks of secrets is none.
"""

import re
import unicodedata
from collections.abc import Iterable

_HEAD_LINES, _HEAD_SIGNS = 40, 4_000
_DEGREES = frozenset({"mật", "tối mật", "tuyệt mật"})
_STAMPS = frozenset(
    {
        "tài liệu mật", "văn bản mật", "tài liệu tối mật", "tài liệu tuyệt mật", "tài liệu thu hồi",
        "chỉ người có tên mới được bóc bì", "bản sao bí mật nhà nước", "bí mật nhà nước",
    }
)  # fmt: skip
_BARE = frozenset({"MAT", "TOI MAT", "TUYET MAT"})
"""As machines that read pictures write them: only in capitals."""
_LED = re.compile(r"(?:độ mật|mức độ mật|độ bảo mật)\s*[:\-–]?\s*(.+)")
_URGENT = re.compile(r"\s*[-–,/+&]?\s*(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn)(?:\s+hẹn giờ.*)?$")
_APART = re.compile(r"\t|\s{3,}|\s\|\s|[()\[\]]")
_SPACED = re.compile(r"^(?:\w\s){2,}\w$")


def secret_mark(text: str, outside: Iterable[str] = ()) -> bool:
    """Tell whether the head of `text`, or what stands outside it (page heads and feet), bears the mark of a secret."""
    head = text[:_HEAD_SIGNS].split("\n")
    filled = [line for line in head if line.strip()][:_HEAD_LINES]
    return any(_is_stamp(piece) for line in (*filled, *outside) for piece in _pieces(line))


def _pieces(line: str) -> Iterable[str]:
    whole = unicodedata.normalize("NFC", line)
    yield whole
    yield from _APART.split(whole)


def _is_stamp(piece: str) -> bool:
    bare = piece.strip(" .,:;*-–—_=\"'“”|!<>{}#•\u00a0\r")
    if not bare:
        return False
    if _SPACED.match(bare):
        bare = bare.replace(" ", "")
        bare = {"TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}.get(bare.upper(), bare)
    words = " ".join(bare.split())
    if words in _BARE:
        return True
    low = _URGENT.sub("", words.lower())
    led = _LED.match(low)
    if led:
        return led.group(1).strip(" .") in _DEGREES
    return low in _DEGREES or (low in _STAMPS and words.isupper())
