"""What is told of a training: how well texts that were held back are read, by the rules alone and beside them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from binhyen.narrative.reader.learned.judging import confidence_of, right
from binhyen.narrative.reader.learned.model import Sureness
from binhyen.narrative.reader.learned.signs import is_wide, signs_of
from binhyen.narrative.reader.scoring import SURE, Tally
from binhyen.narrative.reader.teaching.lessons import Lesson, Lessons
from binhyen.narrative.reader.teaching.training import Judged, Trained, chosen


@dataclass(frozen=True, slots=True)
class Beside:
    """How well the same texts are read by the rules alone, and with what was learned from other texts."""

    rules: Tally
    learned: Tally
    sure: Tally
    believed: int


def beside(trained: Trained, judged: Sequence[Judged], missed: int = 0) -> Beside:
    """Return the tallies of texts that were held back; `missed` figures were not seen at all."""
    known = trained.ranker.sureness or Sureness(())
    result = Beside(Tally(missed=missed), Tally(missed=missed), Tally(), 0)
    believed = 0
    for one in judged:
        code = chosen(trained.ranker, one)
        _add(result.rules, one.lesson, one.lesson.seen.ruled)
        _add(result.learned, one.lesson, code)
        sure = _sure(known, one, code) if code else 0.0
        if sure >= SURE:
            _add(result.sure, one.lesson, code)
        believed += one.lesson.distractor and sure > 0.5
    return Beside(result.rules, result.learned, result.sure, believed)


def _sure(known: Sureness, one: Judged, code: str) -> float:
    chance = right(known, signs_of(one.looked, one.ranked, code, known.trust(one.ranked[1].place)))
    return confidence_of(known, chance, one.ranked[0].chance, wide=is_wide(one.lesson.seen.item.labels))


def _add(tally: Tally, lesson: Lesson, code: str) -> None:
    agrees = lesson.value_right and code == lesson.meant
    tally.add(found=bool(code), meant=bool(lesson.meant), agrees=agrees)


def lines_of(trained: Trained, lessons: Lessons) -> Iterator[str]:
    """Return the lines of a table: all texts, then each part of them."""
    network = trained.ranker.network
    weights = network.inner.whole.size + network.outer.whole.size
    yield f"{len(network.names)} đặc trưng, {weights} trọng số, {len(lessons.all)} con số để học"
    yield "\nĐọc văn bản chưa học và không quy tắc nào được viết theo (kiểm định chéo theo văn bản):"
    yield from _table(trained, trained.judged, lessons.figures)


def _table(trained: Trained, judged: Sequence[Judged], figures: int) -> Iterator[str]:
    missed = figures - sum(bool(one.lesson.meant) for one in judged)
    yield f"{'':<12}{'số liệu':>9}{'quy tắc':>9}{'học':>7}{'tin cậy từ 0,9':>17}{'chính xác':>11}{'tin nhầm':>10}"
    yield _line("tất cả", beside(trained, judged, missed))
    parts: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        parts[one.part].append(one)
    for part, some in sorted(parts.items()):
        yield _line(f"phần {part + 1}", beside(trained, some))


def _line(name: str, one: Beside) -> str:
    figures = one.rules.right + one.rules.missed
    sure = one.sure.right + one.sure.wrong
    return (
        f"{name:<12}{figures:>9}{one.rules.f1:>9.3f}{one.learned.f1:>7.3f}{sure:>17}{one.sure.precision:>11.3f}"
        f"{one.believed:>10}"
    )
