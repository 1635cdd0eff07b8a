"""Spot checks: drawing the sample by lot, recording what was found, closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from binhyen.analytics.models import SpotCheck, SpotStratum, SpotUnit
from binhyen.analytics.permissions.signals import may_check
from binhyen.analytics.queries.spot_checks import frame_of
from binhyen.analytics.rules.spot_checks.drawing import Drawn, check_drawing, draw, frame_hash
from binhyen.analytics.rules.spot_checks.estimating import Verdict
from binhyen.audit.actions import Deed, record, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.models import Round

LONGEST = 500


@transaction.atomic
def draw_spot_check(*, round_id: int, seed: str, asked: int, by: Actor, at: datetime) -> SpotCheck:
    """Draw a sample from the units recognised in a round, and write seed and list down before anything is found.

    Refused without a seed, for a sample larger than what was recognised, and while a check of the round is open: lots
    are not drawn again until they please.
    """
    round_ = Round.objects.select_for_update().filter(pk=round_id).first()
    if round_ is None:
        raise Http404
    may_check(by, round_.province_path).require()
    frame = frame_of(round_.pk)
    check_drawing(seed, asked, len(frame))
    if SpotCheck.objects.filter(round=round_, closed_at=None).exists():
        message = gettext_noop(
            "A spot check of this year is open. Record its findings and close it before drawing again."
        )
        raise Refused(Finding("analytics.check_open", message))
    check = SpotCheck.objects.create(
        round=round_,
        province_id=round_.province_id,
        province_path=round_.province_path,
        seed=seed.strip(),
        asked=asked,
        frame_hash=frame_hash(frame),
        drawn_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    for one in draw(frame, seed, asked):
        _keep(check, one)
    data = {"round": round_.pk, "asked": asked, "units": len(frame), "frame": check.frame_hash}
    record(_deed("spot_check_drawn", check, data), by=by, at=at)
    return check


def _keep(check: SpotCheck, drawn: Drawn) -> None:
    made = SpotStratum.objects.create(check_of=check, kind=drawn.stratum, units=drawn.units, drawn=len(drawn.numbers))
    SpotUnit.objects.bulk_create(
        SpotUnit(stratum=made, dossier_id=number, position=position) for position, number in enumerate(drawn.numbers, 1)
    )


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """What was found at one drawn unit. Without a verdict nothing is recorded of it."""

    unit: int
    verdict: Verdict
    found_on: date
    note: str = ""


@transaction.atomic
def record_findings(*, check_id: int, findings: Sequence[UnitFinding], by: Actor, at: datetime) -> SpotCheck:
    """Record what was found at drawn units; again, while the check is open. All or none.

    Refused when closed, for a day that lies ahead or before the drawing, and for “differs” without saying in what.
    """
    check = _open_check(check_id, by)
    rows = {one.pk: one for one in SpotUnit.objects.filter(stratum__check_of=check)}
    if any(one.unit not in rows for one in findings):
        raise Http404
    refuse([finding for one in findings for finding in _findings(check, one, at)])
    for one in findings:
        row = rows[one.unit]
        row.verdict, row.note, row.found_on = one.verdict, one.note.strip(), one.found_on
        row.recorded_at, row.by_account, row.by_post = at, by.account_id, by.post_id
    fields = ["verdict", "note", "found_on", "recorded_at", "by_account", "by_post"]
    SpotUnit.objects.bulk_update([rows[one.unit] for one in findings], fields)
    deeds = (_deed("spot_check_found", check, {"unit": one.unit, "verdict": one.verdict.value}) for one in findings)
    record_all(deeds, by=by, at=at)
    return check


@transaction.atomic
def close_spot_check(*, check_id: int, by: Actor, at: datetime) -> SpotCheck:
    """Close a check: its findings stay as they are. Refused while something is not recorded of a unit."""
    check = _open_check(check_id, by)
    left = SpotUnit.objects.filter(stratum__check_of=check, verdict="").count()
    if left:
        message = gettext_noop("Nothing is recorded yet of %(left)s units. If one cannot be looked at, record that.")
        raise Refused(Finding("analytics.check_unfinished", message, params={"left": left}))
    check.closed_at, check.closed_by_account, check.closed_by_post = at, by.account_id, by.post_id
    check.save(update_fields=["closed_at", "closed_by_account", "closed_by_post"])
    record(_deed("spot_check_closed", check, {}), by=by, at=at)
    return check


def _open_check(check_id: int, by: Actor) -> SpotCheck:
    check = SpotCheck.objects.select_for_update().filter(pk=check_id).first()
    if check is None:
        raise Http404
    may_check(by, check.province_path).require()
    if check.closed_at is not None:
        message = gettext_noop("This spot check is closed: its findings stay as they are.")
        raise Refused(Finding("analytics.check_closed", message))
    return check


def _findings(check: SpotCheck, one: UnitFinding, at: datetime) -> list[Finding]:
    found, where = [], f"unit{one.unit}"
    if not check.drawn_at.date() <= one.found_on <= at.date():
        message = gettext_noop("A unit is looked at between the day of the drawing and today.")
        found.append(Finding("analytics.found_on", message, where=where))
    if one.verdict is not Verdict.HOLDS and not one.note.strip():
        message = gettext_noop("Say in what the result does not hold, or why the unit could not be looked at.")
        found.append(Finding("analytics.nothing_written", message, where=where))
    if len(one.note.strip()) > LONGEST:
        message = gettext_noop("The text is longer than %(longest)s characters.")
        found.append(Finding("analytics.too_long", message, params={"longest": LONGEST}, where=where))
    return found


def _deed(action: str, check: SpotCheck, data: dict[str, object]) -> Deed:
    return Deed(f"analytics.{action}", "spot_check", check.pk, check.province_path, data)
