"""Texts for the desk, with a reader that finds what a test says: the desk is tested without the real one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Bound
from binhyen.narrative.actions.deciding import decide
from binhyen.narrative.actions.incoming import Arrived, take_text
from binhyen.narrative.models import IncomingText, Proposal
from binhyen.narrative.queries.proposals import cell_of, read_amount_of
from binhyen.narrative.reader.figures import About, Figure, Measure, Reading
from binhyen.narrative.rules.deciding import Choice, Decision
from tests.reports.factories import NOW, ReportTown

REPORT = (
    "Trong tháng 11/2026, xã An Phú tổ chức 8 buổi tuyên truyền với 412 lượt người dự, phát 350 tờ rơi.\n"
    "Đến nay toàn xã có 9 mô hình, trong đó 1 mô hình mới; duy trì 14 tổ tuần tra với hơn 40 thành viên. "
    "Ông Trần Văn Nam, số điện thoại 0912345678, giao nộp 2 kg pháo.\n"
    "Tội phạm trên địa bàn được kiềm chế, kéo giảm. Kế hoạch số 12/KH-UBND ngày 03/11/2026 được triển khai."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that the stub finds: its words, with enough before them to tell where."""

    words: str
    indicator: str
    before: str = ""
    confidence: float = 0.95
    measure: Measure = Measure.LEVEL
    bound: Bound = Bound.EXACT
    dims: tuple[tuple[str, str], ...] = ()
    period: str = ""
    place: str = ""


SAYS = (
    Said("8", "propaganda_sessions", "tổ chức ", period="2026-11"),
    Said("412", "propaganda_attendance", "với ", period="2026-11"),
    Said("350", "leaflets", "phát ", period="2026-11"),
    Said("9", "models_total", "có "),
    Said("1", "models_total", "trong đó ", measure=Measure.PART),
    Said("14", "patrol_groups", "duy trì ", confidence=0.7),
    Said("40", "patrol_members", "hơn ", bound=Bound.OVER),
    Said("2", "fireworks_kg", "nộp ", period="2026-11"),
)


def reads(*said: Said) -> Callable[[str, About], Reading]:
    """Return a reader that finds these figures in any text, in order."""

    def read(text: str, about: About) -> Reading:
        return Reading(text, tuple(figures_in(text, said or SAYS)))

    return read


def figures_in(text: str, said: Sequence[Said]) -> list[Figure]:
    """Find figures one after another."""
    at, found = 0, []
    for one in said:
        start = text.index(one.before + one.words, at) + len(one.before)
        at = start + len(one.words)
        found.append(a_figure(one, start))
    return found


def a_figure(one: Said, start: int = 0) -> Figure:
    """Make a figure of what the stub was told."""
    first, _, second = one.words.replace(".", "").partition("/")
    numbers = [
        Decimal(part.rstrip("%").replace(",", "."))
        for part in (first, second)
        if part.strip("%").replace(",", "").isdigit()
    ]
    share = len(numbers) == 2
    return Figure(
        start,
        start + len(one.words),
        one.words,
        one.indicator,
        value=numbers[0] if len(numbers) == 1 else None,
        numerator=numbers[0] if share else None,
        denominator=numbers[1] if share else None,
        bound=one.bound if numbers else Bound.VAGUE,
        dims=dict(one.dims),
        period=one.period,
        place=one.place,
        measure=one.measure,
        confidence=one.confidence,
        reason="thử",
    )


def arrived(town: ReportTown, text: str = REPORT, **more: object) -> Arrived:
    """A pasted text for An Phú's report."""
    given: dict[str, object] = {
        "report_id": town.report().pk,
        "author": "Ủy ban nhân dân xã An Phú",
        "pasted": text,
        "about_date": date(2026, 11, 5),
        **more,
    }
    return Arrived(**given)  # type: ignore[arg-type]


def taken(
    town: ReportTown, text: str = REPORT, *said: Said, by: Actor | None = None, at: datetime = NOW
) -> IncomingText:
    """Let Bà Lan take a text in."""
    return take_text(arrived=arrived(town, text), by=by or town.lan, at=at, read=reads(*said))


def rows_of(text: IncomingText) -> list[Proposal]:
    """What was read of a text, in order."""
    return list(text.proposals.order_by("number"))


def accept(town: ReportTown, text: IncomingText, *numbers: int, by: Actor | None = None) -> None:
    """Take figures as they were read, over empty cells."""
    rows = {row.number: row for row in rows_of(text)}
    choices = [
        Choice(number, Decision.ACCEPTED, cell_of(rows[number].cell), read_amount_of(rows[number]))
        for number in numbers
    ]
    decide(text_id=text.pk, choices=choices, by=by or town.lan, at=NOW)


def change(number: int, cell: str, amount: Amount, base: int = 0) -> Choice:
    """Take a figure into another cell, or with another amount."""
    return Choice(number, Decision.CHANGED, cell_of(cell), amount, base)
