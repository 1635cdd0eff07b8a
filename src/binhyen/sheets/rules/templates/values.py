"""What is put into a cell, and why an address cannot be filled."""

import re
from dataclasses import dataclass
from decimal import Decimal

from binhyen.kernel.vietnamese import number

NO_CELL = "no_cell"
TWICE = "twice"
FORMULA = "formula"
INNER = "inner"
Trouble = tuple[str, str]
"""What stands against filling, and the address."""
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Value:
    """A text, or a number in plain digits."""

    text: str
    is_number: bool = False

    @property
    def written(self) -> str:
        """The value in words of a document: numbers as Vietnamese write them."""
        return number(Decimal(self.text)) if self.is_number else self.text


def xml_text(text: str) -> str:
    """Return a text without the signs that XML may not hold."""
    return _ILLEGAL.sub("", text)
