"""A workbook of events taken in through the pages' own actions: read, looked at, written; beside bare INSERTs."""

import io
import time

from binhyen.audit.models import Entry
from binhyen.campaigns.registers.events import EVENTS
from binhyen.database.yardsticks import bare_insert_seconds
from binhyen.registers.actions.importing import import_entries, plan_import
from binhyen.registers.queries.columns import columns
from binhyen.sheets.queries import read_table
from binhyen.sheets.writers import Out, write_table
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.registers.ground import Ground, day_of
from binhyen.workshop.bench.registers.results import Writing
from binhyen.workshop.rules.quantiles import ratio

YARDSTICK = "INSERT trần, bằng số dòng, vào nhật ký"


def measure_bringing(ground: Ground, amount: int) -> tuple[list[Writing], list[str]]:
    """Take a workbook in; return what reading, looking and taking in cost, and what was not taken in."""
    content = _workbook(ground, amount)
    actor, at = ground.officer.actor(), moment(DAY.year, DAY.month, DAY.day)
    begun = time.perf_counter()
    table = read_table(io.BytesIO(content), columns(EVENTS))
    read = time.perf_counter()
    plan = plan_import(register=EVENTS, table=table, chosen={}, by=actor, at=at)
    looked = time.perf_counter()
    wrong = [f"dòng {row.number}: {[one.code for one in row.findings]}" for row in plan.rows if row.wrong][:3]
    if wrong:
        return [], wrong
    made = import_entries(
        register=EVENTS, table=table, chosen={}, workbook=io.BytesIO(content), name="do.xlsx", by=actor, at=at
    )
    taken = time.perf_counter()
    if made.added != amount:
        wrong.append(f"nhập {made.added} trong {amount} dòng")
    spans = (("đọc bảng tính", read - begun), ("xem trước", looked - read), ("nhập vào sổ", taken - looked))
    return [written(name, amount, seconds) for name, seconds in spans], wrong


def written(name: str, rows: int, seconds: float) -> Writing:
    """Return the time of some rows beside bare INSERTs."""
    bare = bare_insert_seconds(Entry, min(rows, Entry.objects.count()))
    bare = bare * rows / max(1, min(rows, Entry.objects.count()))
    speed = rows / seconds if seconds else 0.0
    return Writing(name, rows, round(seconds, 2), round(speed, 1), YARDSTICK, round(bare, 3), ratio(seconds, bare))


def _workbook(ground: Ground, amount: int) -> bytes:
    names = [one.name for one in columns(EVENTS)]
    rows: list[list[Out]] = []
    for number in range(amount):
        place = ground.communes[number % len(ground.communes)]
        said: dict[str, Out] = {
            "place": place.code,
            "kind": "Buổi tuyên truyền, phổ biến pháp luật",
            "name": f"Sinh hoạt chi hội, lần {number}",
            "since": day_of(number * 3),
            "venue": "Hội trường",
            "attendance": 30 + number % 90,
        }
        rows.append([said.get(name) for name in names])
    return write_table(columns(EVENTS), rows)
