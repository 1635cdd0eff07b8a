"""What the address asks for: a day."""

from datetime import date

from binhyen.ui.http import Request


def day_asked(request: Request) -> date:
    """Return the day in the address (`ngay=2022-12-31` or `31/12/2022`), else today. What is no day counts as none."""
    return _parsed(request.GET.get("ngay", "")) or request.now.date()


def _parsed(written: str) -> date | None:
    try:
        if "/" in written:
            day, month, year = (int(part) for part in written.split("/"))
            return date(year, month, day)
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
