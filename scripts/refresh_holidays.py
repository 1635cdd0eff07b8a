"""Writes the calendar of public holidays from the pinned `holidays` package: python scripts/refresh_holidays.py."""

from importlib.metadata import version
from pathlib import Path

import holidays
import yaml

YEARS = range(2022, 2028)
ANNOUNCED_TO = 2026
TARGET = Path(__file__).resolve().parents[1] / "src/binhyen/recognition/packs/calendars/vietnam.yaml"
HEAD = """# Public holidays and the weekend days worked in exchange, written by scripts/refresh_holidays.py.
# Years after `announced_to` follow the Labour Code; the government's yearly notice may still move them.
"""


def main() -> None:
    found = {year: holidays.country_holidays("VN", years=year, language="vi") for year in YEARS}
    worked = {day for one in found.values() for day in one.weekend_workdays if day.year in YEARS}
    data = {
        "source": f"PyPI holidays {version('holidays')} (MIT)",
        "mark": "secondary",
        "announced_to": ANNOUNCED_TO,
        "holidays": {day.isoformat(): name for one in found.values() for day, name in sorted(one.items())},
        "worked": sorted(day.isoformat() for day in worked),
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
