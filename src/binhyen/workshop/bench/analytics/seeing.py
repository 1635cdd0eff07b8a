"""From an acknowledged save to the very next answer that holds it; and the questions over HTTP, each after a save."""

import http.client
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from binhyen.kernel.actors import Role
from binhyen.places.queries import place_named, version_on, versions_in_force
from binhyen.reports.models import Report
from binhyen.reports.rules.lifecycle import State
from binhyen.workshop.bench.analytics.questions import RECOGNITION, TOTALS, Asked
from binhyen.workshop.bench.analytics.results import Answered, Times, Visible
from binhyen.workshop.bench.analytics.sides import Key, Measures, Numbers, Side, difference, numbers
from binhyen.workshop.bench.plan import DAY
from binhyen.workshop.bench.reports.ground import Desk, seat
from binhyen.workshop.rules.quantiles import spread
from binhyen.workshop.rules.simulating.forms import SHIPPED

_OK = 200
_STEP = 7
_WARMING = 6
"""So many questions before they are timed: each worker compiles a question once."""


class NotAnsweredError(Exception):
    """A save was not acknowledged, or a question not answered."""


def open_report(period: str) -> Report:
    """Return a report of the monthly form that nobody has sent yet: its commune writes it now."""
    waiting = Report.objects.filter(state=State.DRAFT, collection__period=period)
    return waiting.filter(collection__version__form__code=SHIPPED[0]).order_by("pk")[0]


@dataclass(slots=True)
class Saver:
    """The officer of a commune, who saves one number over HTTP, each time a larger one."""

    port: int
    report: Report
    cell: str
    desk: Desk = field(init=False)
    saved: int = 0

    def __post_init__(self) -> None:
        """Seat the officer, with a key."""
        (self.desk,) = seat(Role.COMMUNE_OFFICER, [version_on(self.report.place_id, DAY)])

    def save(self) -> None:
        """Save a number that is larger by `_STEP`."""
        body = {"cells": [{"cell": self.cell, "value": _STEP * (self.saved + 1), "version": self.saved}]}
        address = f"/api/v1/reports/{self.report.pk}/cells"
        _told(self.port, "PUT", address, self.desk, json.dumps(body))
        self.saved += 1


class Program:
    """A program of somebody who sees the whole nation: it asks the server, whose workers are other processes."""

    name = "qua HTTP, vừa lưu"

    def __init__(self, port: int) -> None:
        self.port = port
        (self.desk,) = seat(Role.AUDITOR, [place_named("VN", DAY)])
        rows = versions_in_force(DAY).values_list("code", "place_id")
        self.places = dict(rows)
        self.hidden: frozenset[Key] = frozenset()
        """What the last answer did not tell: small counts about people in communes."""

    def ask(self, asked: Asked) -> tuple[float, Numbers]:
        """Return the seconds from connecting to the last byte, and the numbers."""
        begun = time.perf_counter()
        content = _told(self.port, "GET", address_of(asked, self.places), self.desk)
        spent = time.perf_counter() - begun
        told = json.loads(content, parse_float=Decimal)["columns"]
        *names, number = _COLUMNS[asked.measure]
        keys = [
            (what, self.places[place], when) for what, place, when in zip(*(told[one] for one in names), strict=True)
        ]
        self.hidden = frozenset(key for key, hidden in zip(keys, told["hidden"], strict=True) if hidden)
        return spent, numbers((*key, much) for key, much in zip(keys, told[number], strict=True))

    def cool(self) -> None:
        """Keep what the workers have: their cold answers are those of the process."""


_COLUMNS = {
    TOTALS: ("indicator", "place", "period", "amount"),
    RECOGNITION: ("kind", "place", "year", "recognised"),
}


def address_of(asked: Asked, places: dict[str, int]) -> str:
    """Return the address of a question."""
    question = asked.question
    codes = {number: code for code, number in places.items()}
    words = {
        "indicator": question.indicators,
        "period": [one.code for one in question.periods],
        "tier": question.tier.value,
        "place": codes[question.within[0].place_id] if question.within else "VN",
        "format": "columns",
        **({"on_map": question.on_map.isoformat()} if question.on_map else {}),
    }
    return f"/api/v1/measures/{asked.measure}?{urlencode(words, doseq=True)}"


def measure_visible(saver: Saver, asked: Asked, side: Side, turns: int) -> Visible:
    """Save a number over HTTP, then ask for the nation's total in another process; it has to hold the number."""
    key = (asked.indicators[0], place_named("VN", DAY).place_id, saver.report.collection.period)
    before = side.ask(asked)[1].get(key, Decimal(0))
    times, seen = [], True
    for turn in range(turns):
        saver.save()
        spent, found = side.ask(asked)
        times.append(spent)
        seen = seen and found.get(key, Decimal(0)) == before + _STEP * (turn + 1)
    return Visible(spread(times), seen)


def ask_over_http(
    saver: Saver, answers: Sequence[Answered], six: Sequence[Asked], sides: tuple[Program, Measures], turns: int
) -> list[Answered]:
    """Return the answers with a program's times, each question asked right after a save, and held against the lake."""
    return [_with_http(saver, answer, asked, sides, turns) for answer, asked in zip(answers, six, strict=True)]


def _with_http(saver: Saver, answer: Answered, asked: Asked, sides: tuple[Program, Measures], turns: int) -> Answered:
    program, lake = sides
    first, *_ = [program.ask(asked)[0] for _ in range(_WARMING)]
    times: list[float] = []
    told: Numbers = {}
    for _ in range(turns):
        saver.save()
        spent, told = program.ask(asked)
        times.append(spent)
    found = {key: number for key, number in lake.ask(asked)[1].items() if key not in program.hidden}
    wrong = () if told == found else (f"{asked.name}: {difference(program.name, told, found)}",)
    timed = Times(program.name, spread(times), round(1_000 * first, 2))
    return Answered(answer.name, answer.rows, (*answer.times, timed), (*answer.wrong, *wrong))


def _told(port: int, method: str, address: str, desk: Desk, body: str | None = None) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Authorization": f"Bearer {desk.secret}", "Content-Type": "application/json"}
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    if answer.status != _OK:
        msg = f"{answer.status} {said[:500].decode(errors='replace')}"
        raise NotAnsweredError(msg)
    return said
