"""What a province settles where the circular leaves it open: who takes part."""

from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import version_on
from binhyen.places.rules.kinds import Tier
from binhyen.units.models import ProvinceSetting
from binhyen.units.permissions import may_define_kinds
from binhyen.units.rules.facts import MixedSchools


@transaction.atomic
def settle_mixed_schools(*, wanted: MixedSchools, by: Actor, at: datetime) -> ProvinceSetting:
    """Settle from a day on whether schools that also teach primary classes take part; earlier years keep theirs.

    Refused where the post is not the province's own, the place is no province, or a later day is settled already.
    """
    province = version_on(wanted.province_id, at.date())
    may_define_kinds(by, province.path).require()
    if province.place.tier != Tier.PROVINCE:
        raise Refused(Finding("units.no_province_settles", gettext_noop("Only a province settles who takes part.")))
    lock(f"units.setting.{wanted.province_id}")
    last = ProvinceSetting.objects.filter(province_id=wanted.province_id).order_by("-valid_from").first()
    if last is not None and wanted.on < last.valid_from:
        raise Refused(Finding("units.earlier_than_known", gettext_noop("A later change is entered already.")))
    row = _row(wanted, last)
    row.mixed_schools, row.instrument = wanted.take_part, wanted.instrument
    row.save()
    data = {"mixed_schools": wanted.take_part, "on": wanted.on.isoformat()}
    record(Deed("units.mixed_schools_settled", "units.setting", row.pk, province.path, data), by=by, at=at)
    return row


def _row(wanted: MixedSchools, last: ProvinceSetting | None) -> ProvinceSetting:
    """End the last setting and begin a new one; a second one of the same day takes the place of the first."""
    if last is not None and last.valid_from == wanted.on:
        return last
    if last is not None:
        last.valid_to = wanted.on
        last.save(update_fields=["valid_to"])
    return ProvinceSetting(province_id=wanted.province_id, valid_from=wanted.on)
