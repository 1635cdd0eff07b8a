"""The fonts that are shipped hold every Vietnamese letter, so that paper never hangs on the machine."""

import unicodedata
from pathlib import Path

import pytest
from PIL import ImageFont

import binhyen.documents

FONTS = sorted((Path(binhyen.documents.__file__).parent / "fonts").glob("*.ttf"))
LETTERS = [
    chr(point)
    for point in (*range(0x20, 0x7F), *range(0xC0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA))
    if unicodedata.category(chr(point))[0] != "C"
] + list("“”‘’–…·₫")


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_every_vietnamese_letter_is_there(path: Path) -> None:
    font = ImageFont.truetype(str(path), 40)
    nothing = font.getmask("\U0010fffe").getbbox(), bytes(font.getmask("\U0010fffe"))
    missing = [
        letter
        for letter in LETTERS
        if letter.strip() and (font.getmask(letter).getbbox(), bytes(font.getmask(letter))) == nothing
    ]
    assert not missing


def test_four_faces_and_their_licence_are_shipped() -> None:
    assert [path.stem for path in FONTS] == ["Tinos-Bold", "Tinos-BoldItalic", "Tinos-Italic", "Tinos-Regular"]
    assert "SIL OPEN FONT LICENSE" in (FONTS[0].parent / "LICENSE-Tinos.txt").read_text(encoding="utf-8")
