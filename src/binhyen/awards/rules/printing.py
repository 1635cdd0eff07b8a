"""What is printed on pre-printed stock: each text at its place, wrapped into its width."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.awards.rules.model import Stock
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import long_date

FIELD_NAMES: Mapping[str, str] = {
    "word": gettext_noop("TẶNG or TRUY TẶNG"),
    "recipient": gettext_noop("name"),
    "post": gettext_noop("post, unit or address"),
    "achievement": gettext_noop("achievement"),
    "decision": gettext_noop("number of the decision"),
    "book_number": gettext_noop("number in the book of awards"),
    "place_and_date": gettext_noop("place and day"),
    "title": gettext_noop("title of the signer"),
    "signer": gettext_noop("name of the signer"),
}
_MOST_SHIFT = 20


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate says."""

    recipient: str
    post: str
    achievement: str
    decision: str
    decided_on: date
    book_number: str
    place_name: str
    title: str = ""
    signer: str = ""
    posthumous: bool = False

    def texts(self) -> dict[str, str]:
        """Return the text of each field of a layout."""
        day = long_date(self.decided_on)
        return {
            "word": "Truy tặng" if self.posthumous else "Tặng",
            "recipient": self.recipient,
            "post": self.post,
            "achievement": self.achievement,
            "decision": f"Quyết định số {self.decision} {day}",
            "book_number": f"Vào sổ số: {self.book_number}" if self.book_number else "",
            "place_and_date": f"{self.place_name}, {day}" if self.place_name else day,
            "title": self.title,
            "signer": self.signer,
        }


def stock_findings(stock: Stock, shift: tuple[float, float]) -> Iterator[Finding]:
    """Refuse fields outside the sheet or twice on it, and a printer that is off by more than it can be."""
    for one in stock.fields:
        if one.x < 0 or one.y < 0 or one.x + one.width > stock.width or one.y > stock.height:
            message = gettext_noop("“%(field)s” lies outside the sheet of %(width)s × %(height)s mm.")
            params = {"field": one.field, "width": stock.width, "height": stock.height}
            yield Finding("awards.outside_the_sheet", message, params=params, where=one.field)
    names = [one.field for one in stock.fields]
    if len(names) != len(set(names)):
        yield Finding("awards.field_twice", gettext_noop("Each text stands once on the sheet."), where="fields")
    if max(abs(part) for part in shift) > _MOST_SHIFT:
        message = gettext_noop("A printer is not off by more than 2 cm. Measure again.")
        yield Finding("awards.shift_too_large", message, where="shift_x")


def fields_to_data(stock: Stock) -> list[dict[str, object]]:
    """Return the fields of a stock as they are kept."""
    names = ("field", "x", "y", "width", "size", "align", "bold", "italic", "caps")
    return [{name: getattr(one, name) for name in names} for one in stock.fields]
