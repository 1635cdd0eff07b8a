"""Key areas as counts: how many a commune has, by which support plan, until when. No area is named or labelled."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import version_on
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import KeyAreaCount
from binhyen.reports.permissions import may_keep_key_areas

KINDS = ("residential_area", "commune", "ward", "special_zone", "route", "other")


@dataclass(frozen=True, slots=True)
class KeyAreas:
    """How many key areas of a kind a commune has under a plan, and how many were taken off the list."""

    place_id: int
    unit_kind: str
    amount: int
    plan: str
    valid_from: date
    ends_on: date
    transformed: int = 0
    transformed_on: date | None = None
    """Day of the latest document that took some off."""


@transaction.atomic
def record_key_areas(*, areas: KeyAreas, by: Actor, at: datetime) -> KeyAreaCount:
    """Write down a commune's key areas; the count of the same plan before stays as what was known then.

    Refused for places that are no communes, counts that contradict each other, and days that run back.
    """
    place = version_on(areas.place_id, areas.valid_from)
    may_keep_key_areas(by, place.path).require()
    refuse(_findings(areas, Tier(place.place.tier)))
    before = KeyAreaCount.objects.filter(
        place_id=areas.place_id, unit_kind=areas.unit_kind, plan=areas.plan.strip(), superseded_at=None
    )
    before.update(superseded_at=at)
    made = KeyAreaCount.objects.create(
        place_id=areas.place_id,
        place_path=place.path,
        unit_kind=areas.unit_kind,
        amount=areas.amount,
        plan=areas.plan.strip(),
        valid_from=areas.valid_from,
        ends_on=areas.ends_on,
        transformed=areas.transformed,
        transformed_on=areas.transformed_on,
        recorded_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(Deed("reports.key_areas", "place", areas.place_id, place.path, {"amount": areas.amount}), by=by, at=at)
    return made


def _findings(areas: KeyAreas, tier: Tier) -> list[Finding]:
    found = []
    if tier is not Tier.COMMUNE:
        message = gettext_noop("Key areas are counted by commune.")
        found.append(Finding("reports.not_a_commune", message, where="place"))
    if areas.unit_kind not in KINDS:
        found.append(Finding("reports.no_such_kind", gettext_noop("Choose one of the kinds."), where="unit_kind"))
    if not 0 <= areas.transformed <= areas.amount:
        message = gettext_noop("%(transformed)s taken off the list are more than the %(amount)s there were.")
        params = {"transformed": areas.transformed, "amount": areas.amount}
        found.append(Finding("reports.more_than_there_were", message, params=params, where="transformed"))
    if not areas.plan.strip():
        message = gettext_noop("Name the support plan: number, day and title.")
        found.append(Finding("reports.plan_missing", message, where="plan"))
    if areas.transformed and areas.transformed_on is None:
        message = gettext_noop("Give the day of the document that took them off the list: they count in its period.")
        found.append(Finding("reports.document_missing", message, where="transformed_on"))
    if areas.ends_on < areas.valid_from:
        message = gettext_noop("The last day lies before the first one.")
        found.append(Finding("reports.days_reversed", message, where="ends_on"))
    return found
