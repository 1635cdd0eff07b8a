"""A programme: who speaks when, what does not fit, and the orders that conferences and festivals usually have."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HOUR = 60
_DAY = 24 * _HOUR
LONGEST = 12 * _HOUR
"""Minutes that one item may take."""
PARTS = {
    "work": gettext_noop("Working part"),
    "ceremony": gettext_noop("Ceremony (phần lễ)"),
    "festive": gettext_noop("Festivity (phần hội)"),
}
PART_TITLES = {"work": "Nội dung hội nghị", "ceremony": "Phần lễ", "festive": "Phần hội"}
"""As a programme on paper names its parts."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its part, when it is said to begin ("" after the one before it), how long it takes."""

    record_id: int
    part: str
    starts: str
    minutes: int
    content: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Timed:
    """An item with its place on the clock, in minutes after midnight; None where no item before it says when."""

    item: Item
    begins: int | None
    ends: int | None
    said: bool
    """Says itself when it begins."""

    @property
    def span(self) -> str:
        """Return "08:00 – 08:15"; "" where nothing is known."""
        if self.begins is None or self.ends is None:
            return ""
        return clock(self.begins) if self.ends == self.begins else f"{clock(self.begins)} – {clock(self.ends)}"


def minutes_of(text: str) -> int | None:
    """Return minutes after midnight; None for what is no time.

    >>> minutes_of("07:30")
    450
    """
    found = _CLOCK.fullmatch(text.strip())
    return int(found[1]) * _HOUR + int(found[2]) if found else None


def clock(minutes: int) -> str:
    """Write minutes after midnight as a time.

    >>> clock(450)
    '07:30'
    """
    hours, rest = divmod(minutes % _DAY, _HOUR)
    return f"{hours:02d}:{rest:02d}"


def timetable(items: Iterable[Item], opening: str = "") -> tuple[Timed, ...]:
    """Put items, in their order, on the clock: each begins when it says, else when the one before it ends."""
    at = minutes_of(opening)
    found = []
    for item in items:
        said = minutes_of(item.starts)
        begins = at if said is None else said
        at = None if begins is None else begins + item.minutes
        found.append(Timed(item, begins, at, said is not None))
    return tuple(found)


def on_stage(timed: Sequence[Timed], minutes: int) -> tuple[Timed | None, Timed | None]:
    """Return the item that runs at a minute of the day, and the one after it.

    Between two items, and before the first, nothing runs. Items without a place on the clock are passed over.
    """
    known = [one for one in timed if one.begins is not None and one.ends is not None]
    now = next((one for one in known if _runs(one, minutes)), None)
    later = (one for one in known if one.begins is not None and one.begins > minutes)
    return now, next(later, None)


def _runs(one: Timed, minutes: int) -> bool:
    return one.begins is not None and one.ends is not None and one.begins <= minutes < one.ends


def length_of(items: Iterable[Item]) -> int:
    """Return how many minutes items take together."""
    return sum(item.minutes for item in items)


def programme_findings(timed: Sequence[Timed]) -> list[Finding]:
    """Say what does not fit: items that begin before the one before them ends, items without a length, past midnight.

    All are remarks: a programme is a plan, and it may be written in any order.
    """
    found = [_overlap(one, after) for one, after in pairwise(timed) if _overlaps(one, after)]
    found += [_without_length(one) for one in timed if not one.item.minutes]
    last = timed[-1].ends if timed else None
    if last is not None and last > _DAY:
        message = gettext_noop("The programme goes on after midnight. Look at the times and lengths again.")
        found.append(Finding("campaigns.past_midnight", message, Severity.WARNING))
    return found


def _overlaps(one: Timed, after: Timed) -> bool:
    return one.ends is not None and after.said and after.begins is not None and after.begins < one.ends


def _overlap(one: Timed, after: Timed) -> Finding:
    message = gettext_noop(
        "“%(after)s” begins at %(begins)s, while “%(one)s” lasts until %(ends)s. Shorten one, or begin the other later."
    )
    params = {
        "after": after.item.content,
        "begins": clock(after.begins or 0),
        "one": one.item.content,
        "ends": clock(one.ends or 0),
    }
    return Finding("campaigns.items_overlap", message, Severity.WARNING, params, where=str(after.item.record_id))


def _without_length(one: Timed) -> Finding:
    message = gettext_noop("“%(item)s” has no length. Write how many minutes it takes, so that the times are right.")
    params = {"item": one.item.content}
    return Finding("campaigns.no_length", message, Severity.INFO, params, where=str(one.item.record_id))


def moved(order: Sequence[int], record_id: int, *, up: bool) -> tuple[int, ...]:
    """Return records in the order in which one of them stands one place earlier, or later; the ends stay."""
    listed = list(order)
    if record_id not in listed:
        return tuple(listed)
    here = listed.index(record_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(listed):
        listed[here], listed[there] = listed[there], listed[here]
    return tuple(listed)


FESTIVAL = (
    Item(0, "ceremony", "", 5, "Chào cờ"),
    Item(0, "ceremony", "", 10, "Tuyên bố lý do, giới thiệu đại biểu"),
    Item(0, "ceremony", "", 15, "Ôn truyền thống, diễn văn khai mạc"),
    Item(0, "ceremony", "", 15, "Báo cáo đánh giá kết quả phong trào"),
    Item(0, "ceremony", "", 20, "Tham luận, giao lưu điển hình tiên tiến"),
    Item(0, "ceremony", "", 15, "Công bố quyết định, trao khen thưởng, tặng quà"),
    Item(0, "ceremony", "", 15, "Phát biểu chỉ đạo"),
    Item(0, "ceremony", "", 10, "Ký giao ước, cam kết thi đua"),
    Item(0, "festive", "", 45, "Biểu diễn văn nghệ"),
    Item(0, "festive", "", 60, "Thi đấu thể thao"),
    Item(0, "festive", "", 45, "Thi tìm hiểu pháp luật về an ninh, trật tự"),
)
"""The order of a Ngày hội as provinces' plans have it; the lengths are a start to be changed.

Source: administrative rules of the field §1.4 (C2); lengths are ours (I).
"""
CONFERENCE = (
    Item(0, "work", "", 5, "Chào cờ, tuyên bố lý do, giới thiệu đại biểu"),
    Item(0, "work", "", 10, "Phát biểu khai mạc"),
    Item(0, "work", "", 20, "Báo cáo kết quả thực hiện phong trào và phương hướng, nhiệm vụ"),
    Item(0, "work", "", 45, "Tham luận của các đơn vị, địa phương"),
    Item(0, "work", "", 30, "Thảo luận, hỏi đáp với các điểm cầu"),
    Item(0, "work", "", 15, "Công bố quyết định và trao thưởng"),
    Item(0, "work", "", 15, "Phát biểu kết luận của chủ trì"),
    Item(0, "work", "", 5, "Bế mạc"),
)
"""A usual order of a closing conference; ours, to be changed (I)."""


def usual_order(kind: str) -> tuple[Item, ...]:
    """Return the items that a programme of this kind of event begins with."""
    return FESTIVAL if kind == "festival" else CONFERENCE
