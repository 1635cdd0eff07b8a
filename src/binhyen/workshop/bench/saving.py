"""Saving an answer over HTTP, each time over the version that is there, and looking into the database afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from binhyen.kernel.actors import Role
from binhyen.recognition.models import Answer
from binhyen.workshop.bench.pages import YARDSTICK
from binhyen.workshop.bench.plan import Plan
from binhyen.workshop.bench.results import Measured, Timing
from binhyen.workshop.bench.scene import Guest, Scene
from binhyen.workshop.bench.traffic import Call, WrongAnswerError, ask, in_turn_or_at_once
from binhyen.workshop.rules.quantiles import ratio, spread

URL_NAME = "recognition:save_answer"
NAME, _WHO = "Lưu một câu trả lời", "cán bộ xã"
_TOKEN = "b" * 32
_WARM = 5


class LostAnswerError(Exception):
    """What was saved is not what the database holds."""


@dataclass(slots=True)
class _Cell:
    """An answer that is saved again and again, with the version and text it must have by now."""

    answer: Answer
    version: int
    text: str = ""

    def next_call(self, guest: Guest) -> Call:
        """Return the request that saves a new text over the current version."""
        self.text = f"Đã rà soát lần {self.version + 1}."
        url = reverse(URL_NAME, kwargs={"dossier_id": self.answer.dossier_id, "criterion": self.answer.criterion})
        fields = {
            "judgement": self.answer.judgement,
            "reference": self.answer.reference,
            "explanation": self.text,
            "version": str(self.version),
        }
        headers = {"HX-Request": "true"}
        return Call(url, (), guest.session, "POST", fields, headers, _TOKEN)


def measure_saving(port: int, scene: Scene, plan: Plan) -> Measured:
    """Save answers one after the other, then by several clients, each at its own dossier."""
    guest = scene.guest(Role.COMMUNE_OFFICER)
    cells = [_Cell(answer, answer.version) for answer in scene.answers]
    missing = _missing(cells, guest)
    if missing:
        return Measured(NAME, _WHO, missing=missing)
    try:
        return _measured(port, scene, cells, plan)
    except WrongAnswerError as wrong:
        return Measured(NAME, _WHO, url=URL_NAME, failed=str(wrong)[:400])


def _measured(port: int, scene: Scene, cells: Sequence[_Cell], plan: Plan) -> Measured:
    guest = scene.guest(Role.COMMUNE_OFFICER)
    _save(port, guest, cells, min(_WARM, plan.requests), 1)
    bare = YARDSTICK.call(scene, 0)
    alone, beside = [], []
    for turn in range(plan.requests):
        alone += _save(port, guest, [cells[turn % len(cells)]], 1, 1)
        beside.append(ask(port, bare).seconds)
    several = spread(_save(port, guest, cells, plan.requests, plan.clients))
    _require_saved(cells)
    times = spread(alone)
    timings = (Timing(1, times, ratio(times.p50, spread(beside).p50)), Timing(plan.clients, several))
    return Measured(NAME, _WHO, url=URL_NAME, timings=timings)


def _missing(cells: Sequence[_Cell], guest: Guest) -> str:
    if not cells:
        return "không có hồ sơ đang tự chấm để lưu"
    try:
        cells[0].next_call(guest)
    except NoReverseMatch:
        return f"chưa có trang {URL_NAME}"
    return ""


def _save(port: int, guest: Guest, cells: Sequence[_Cell], amount: int, clients: int) -> list[float]:
    """Share the cells out to the clients; each saves its own in turn."""
    shares = [list(cells[start::clients]) for start in range(clients)]
    each = max(1, amount // clients)
    done = in_turn_or_at_once(lambda share: _save_in_turn(port, guest, share, each), [s for s in shares if s], clients)
    return [seconds for part in done for seconds in part]


def _save_in_turn(port: int, guest: Guest, share: Sequence[_Cell], amount: int) -> list[float]:
    times = []
    for turn in range(amount):
        cell = share[turn % len(share)]
        times.append(ask(port, cell.next_call(guest)).seconds)
        cell.version += 1
    return times


def _require_saved(cells: Sequence[_Cell]) -> None:
    rows = Answer.objects.in_bulk([cell.answer.pk for cell in cells if cell.text])
    wrong = [
        cell.answer.pk
        for cell in cells
        if cell.text and (rows[cell.answer.pk].version, rows[cell.answer.pk].explanation) != (cell.version, cell.text)
    ]
    if wrong:
        msg = f"answers {wrong[:5]} do not hold what was saved"
        raise LostAnswerError(msg)
