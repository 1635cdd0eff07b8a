"""Score sheets set, and schemes reviewed by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Step
from binhyen.registers.queries.entries import entry_seen_by
from binhyen.registers.rules.facts import StepFacts, Value
from binhyen.schemes.models import ScoreSheet
from binhyen.schemes.permissions import may_set_sheet
from binhyen.schemes.queries.sheets import sheet_for
from binhyen.schemes.registers import SCHEMES
from binhyen.schemes.rules.score_sheet import Sheet, points_findings, sheet_findings, sheet_to_data


@transaction.atomic
def set_score_sheet(*, sheet: Sheet, by: Actor, at: datetime) -> ScoreSheet:
    """Set the score sheet of the post's place from a day on; earlier reviews keep the points that they gave.

    Refused for a sheet that cannot judge (no criteria, points that give nothing, reversed thresholds). Forbidden to
    everybody but the offices of the movement.
    """
    may_set_sheet(by).require()
    refuse(list(sheet_findings(sheet)))
    lock(f"schemes.sheet.{by.place_id}")
    made = ScoreSheet.objects.create(
        place_id=by.place_id,
        place_path=by.place_path,
        since=sheet.since,
        content=sheet_to_data(sheet),
        recorded_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(Deed("schemes.sheet_set", "score_sheet", made.pk, by.place_path), by=by, at=at)
    return made


@dataclass(frozen=True, slots=True)
class Review:
    """A yearly review: which year, on which day, the points by criterion, the level, its document and remark."""

    year: int
    on: date
    level: str
    points: Mapping[str, int | None]
    document: str
    note: str = ""


@transaction.atomic
def review_scheme(*, record_id: int, review: Review, by: Actor, at: datetime) -> Step:
    """Review a scheme by the sheet that holds at its place on the day.

    Refused: points that are missing or too high; another level than the points lead to, without saying why; and all
    that `take_step` refuses.
    """
    row = entry_seen_by(SCHEMES, by, record_id)
    held = sheet_for(row.place_path, min(review.on, timezone.localdate(at)))
    refuse([*points_findings(held.sheet, review.points), *_level(held.sheet, review)])
    total = sum(points or 0 for points in review.points.values())
    values: dict[str, Value] = {
        "year": review.year,
        "level": review.level,
        "score": total,
        "points": tuple(f"{code}={points}" for code, points in review.points.items()),
        "sheet": held.row.pk if held.row else 0,
    }
    step = StepFacts("reviewed", review.on, values, document=review.document, note=review.note)
    return take_step(register=SCHEMES, record_id=record_id, step=step, by=by, at=at)


def _level(sheet: Sheet, review: Review) -> list[Finding]:
    proposed = sheet.level_of(sum(points or 0 for points in review.points.values()))
    if not proposed or proposed == review.level or review.note.strip():
        return []
    message = gettext_noop(
        "These points lead to “%(level)s”. Choose it, or say in the remark why another level is right."
    )
    return [
        Finding("schemes.another_level", message, params={"level": dims()["status"].values[proposed]}, where="level")
    ]
