"""Events as an iCalendar file (RFC 5545), as calendar programs read it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Item

from binhyen.campaigns.components.events import EventLine
from binhyen.campaigns.rules.kinds import PLANNED, POSTPONED

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_LONG = timedelta(hours=1)
MEDIA_TYPE = "text/calendar; charset=utf-8"


def ics(lines: Sequence[EventLine], name: str, root: str, now: datetime) -> bytes:
    """Return events as a calendar. `root` is the site's address, for links; `now` stamps the file."""
    calendar = Calendar()
    site = root.partition("://")[2] or root
    calendar.add("prodid", "-//Binh Yen//Hoat dong//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for line in lines:
        calendar.add_component(_item(line, root, site, now))
    return bytes(calendar.to_ical())


def _item(line: EventLine, root: str, site: str, now: datetime) -> Item:
    item = Item()
    item.add("uid", f"hoat-dong-{line.record_id}@{site}")
    item.add("dtstamp", now)
    item.add("summary", line.title)
    begin, end = _span(line)
    item.add("dtstart", begin)
    item.add("dtend", end)
    item.add("location", ", ".join(word for word in (line.venue, line.place) if word))
    item.add("description", " · ".join(word for word in (line.kind, line.organiser, line.standing.word) if word))
    item.add("url", f"{root}/hoat-dong/{line.record_id}/")
    unsure = line.standing.code in {PLANNED, POSTPONED}
    item.add("status", "TENTATIVE" if unsure else "CONFIRMED")
    return item


def _span(line: EventLine) -> tuple[date | datetime, date | datetime]:
    """Return from when until when: whole days (the last one not included) where no hour is known."""
    begins, _, ends = line.hours.partition("–")
    last = line.until or line.since
    if not begins or last != line.since:
        return line.since, last + timedelta(days=1)
    begin = _at(line.since, begins)
    end = _at(line.since, ends) if ends else begin + _LONG
    return begin, max(end, begin)


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), ZONE)
