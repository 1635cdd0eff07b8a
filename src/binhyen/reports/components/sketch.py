"""A small line of the periods before: points laid out in a drawing, with the sentence that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.kernel.vietnamese import number

WIDTH, HEIGHT, FOOT = 290, 78, 18
_LEFT, _TOP = 8, 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One period with a number, as drawn."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A line as drawn. Periods without a number leave a gap; `now` is the value that stands in the cell."""

    path: str
    last: Dot | None
    now: Dot | None
    first_label: str
    last_label: str
    sentence: str


def sketch_of(labels: Sequence[str], values: Sequence[Decimal | None], now: Decimal | None) -> Sketch | None:
    """Lay out the values of periods in their order, and the present one apart at the end; nothing for one number."""
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    scale = _Scale(len(values), [*known, *([now] if now is not None else [])])
    dots = [None if value is None else scale.dot(index, value) for index, value in enumerate(values)]
    first, last = (next(iter(found)) for found in (_known(labels, values), reversed(_known(labels, values))))
    return Sketch(
        path=_path(dots),
        last=next(dot for dot in reversed(dots) if dot),
        now=scale.dot(len(values), now) if now is not None else None,
        first_label=f"{first[0]}: {number(first[1])}",
        last_label=f"{last[0]}: {number(last[1])}",
        sentence=gettext("The last %(count)s periods, between %(least)s and %(most)s")
        % {"count": len(known), "least": number(min(known)), "most": number(max(known))},
    )


def _known(labels: Sequence[str], values: Sequence[Decimal | None]) -> list[tuple[str, Decimal]]:
    return [(label, value) for label, value in zip(labels, values, strict=True) if value is not None]


class _Scale:
    """Turns a place in the row and a number into a place in the drawing."""

    def __init__(self, periods: int, values: Sequence[Decimal]) -> None:
        self.step = Decimal(WIDTH - 2 * _LEFT) / max(1, periods)
        self.least, self.most = min(values), max(values)

    def dot(self, index: int, value: Decimal) -> Dot:
        """Return where a value stands."""
        room = Decimal(HEIGHT - FOOT - 2 * _TOP)
        span = self.most - self.least
        share = (value - self.least) / span if span else Decimal("0.5")
        return Dot(f"{_LEFT + index * self.step:.1f}", f"{_TOP + room * (1 - share):.1f}")


def _path(dots: Sequence[Dot | None]) -> str:
    """Join neighbours; a period without a number breaks the line."""
    parts, pen = [], "M"
    for dot in dots:
        if dot is None:
            pen = "M"
            continue
        parts.append(f"{pen}{dot.x},{dot.y}")
        pen = "L"
    return " ".join(parts)
