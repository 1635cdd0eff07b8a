"""A province of eight communes that report by the month: seven count, An Phú sends October again in November."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from binhyen.analytics.actions.signals import look_for_signals
from binhyen.analytics.models import Signal
from binhyen.analytics.rules.signals.subject import Code
from binhyen.indicators.queries.forms import cells_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.amounts import Said
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.models import Figure, Report
from binhyen.reports.rules.lifecycle import State
from tests.accounts.factories import a_land, a_place
from tests.reports.factories import GOOD, ReportTown, a_version, at

LATER = at(20)
"""After the last day of November's report."""
SHOWN = LATER + timedelta(days=7)
"""The day from which the province's list shows what was found then."""
COPIED = {"propaganda_sessions": 17, "propaganda_attendance": 863, "leaflets": 431, "models_new": 3, "fireworks_kg": 8}


def a_province() -> ReportTown:
    """Open October and November, and let everybody send both."""
    land = a_land()
    more = [a_place(f"Xã {number}", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh) for number in range(3, 9)]
    town = ReportTown(land, a_version())
    for period, month in (("2026-10", 10), ("2026-11", 11)):
        town.collect(period, when=at(5, month))
        for turn, place in enumerate([land.an_phu, land.elsewhere, *more]):
            own = COPIED if place is land.an_phu else counted(f"{period} {turn}")
            send(town.report(period, place), {**GOOD, **own}, at(5, month))
    return town


def counted(seed: str) -> dict[str, int]:
    """Numbers as a month brings them."""
    luck = Random(seed)
    return {
        "propaganda_sessions": 4 + luck.randrange(20),
        "propaganda_attendance": 300 + luck.randrange(700),
        "leaflets": 150 + luck.randrange(500),
        "models_new": luck.randrange(9),
        "fireworks_kg": luck.randrange(30),
    }


def send(report: Report, values: Mapping[str, int], when: datetime) -> None:
    """Write a report's figures down as they stand once it is sent: quicker than by its actions, which others test."""
    numbers = cells_of(report.collection.version)
    Figure.objects.filter(report=report, superseded_at=None).update(superseded_at=when)
    Figure.objects.bulk_create(
        Figure(
            report=report,
            cell_id=numbers[CellKey(cell)],
            version=report.figures.filter(cell_id=numbers[CellKey(cell)]).count() + 1,
            said=Said.NUMBER,
            amount=Decimal(value),
            recorded_at=when + timedelta(minutes=7 * turn),
            by_account=1,
            by_post=1,
        )
        for turn, (cell, value) in enumerate(values.items())
    )
    sent = when + timedelta(hours=2)
    Report.objects.filter(pk=report.pk).update(
        state=State.SUBMITTED, first_submitted_at=sent, submitted_at=sent, filled=len(values), begun_at=when
    )


def looked_at(town: ReportTown, when: datetime = LATER, period: str = "2026-11") -> Signal:
    """Look at a collection, and return what was found at An Phú's report."""
    look_for_signals(collection_id=town.collections[period].pk, by=SYSTEM, at=when)
    return Signal.objects.get(report=town.report(period), code=Code.COPIED, ended_at=None)
