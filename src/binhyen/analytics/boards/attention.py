"""What asks for a look in a place and year: reports that are late or wait, dossiers that are late, signals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q

from binhyen.analytics.boards.places import About
from binhyen.analytics.boards.week import reports_of
from binhyen.analytics.queries.signals import signals_seen_by
from binhyen.analytics.rules.signals.addresses import ROOT
from binhyen.analytics.rules.signals.rights import PROVINCE, Ability
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period, year
from binhyen.kernel.trees import ancestors
from binhyen.recognition.models import Dossier
from binhyen.recognition.queries.rounds import in_sight, late, rounds_seen_by, settings_of_round
from binhyen.recognition.rules.addresses import dossiers
from binhyen.reports.models import Collection
from binhyen.reports.queries.overview import Stand, stands
from binhyen.reports.rules import addresses
from binhyen.reports.rules.lifecycle import State

_MOST = 3
"""So many collections of each sort are told; the pages of reports list all."""


class Matter(StrEnum):
    """What asks for a look."""

    OVERDUE = "overdue"
    WAITING = "waiting"
    DOSSIERS = "dossiers"
    SIGNALS = "signals"


@dataclass(frozen=True, slots=True)
class Attention:
    """So many of a matter, the page that lists them; of reports the period and form that they are about."""

    matter: Matter
    count: int
    href: str
    period: str = ""
    form: str = ""


def attention(actor: Actor, about: About, wanted: int, today: date) -> tuple[Attention, ...]:
    """Return what a person sees that asks for a look, the latest first: four or five queries, none to the lake."""
    period = year(wanted)
    return (
        *_reports(actor, about, period, today),
        *_dossiers(actor, about, wanted, today),
        *_signals(actor, about, period, today),
    )


def _reports(actor: Actor, about: About, period: Period, today: date) -> Iterable[Attention]:
    seen = reports_of(actor, about, period, today).order_by()
    waiting = Count("pk", filter=Q(state=State.SUBMITTED))
    rows = seen.values("collection_id").annotate(
        overdue=Count("pk", filter=stands(Stand.OVERDUE, today)), waiting=waiting
    )
    counts = {
        collection: (overdue, sent)
        for collection, overdue, sent in rows.values_list("collection_id", "overdue", "waiting")
    }
    told = Collection.objects.filter(pk__in=[one for one, many in counts.items() if any(many)])
    named = list(told.order_by("-period_end", "pk").values_list("pk", "period", "version__title"))
    for at, (matter, narrowed) in enumerate(_NARROWED):
        listed = [(pk, code, title) for pk, code, title in named if counts[pk][at]]
        for pk, code, title in listed[:_MOST]:
            yield Attention(matter, counts[pk][at], addresses.collection(pk, narrowed), code, title)


_NARROWED = (
    (Matter.OVERDUE, {"dem": Stand.OVERDUE.value}),
    (Matter.WAITING, {"trang_thai": State.SUBMITTED.value}),
)
"""How the page of a collection shows those that are counted."""


def _dossiers(actor: Actor, about: About, wanted: int, today: date) -> Iterable[Attention]:
    """Return the late dossiers of the province's round; a board above provinces has several rounds and tells none."""
    found = rounds_seen_by(actor).filter(year=wanted, province_path__in=ancestors(about.place.path)).first()
    if found is None:
        return
    lies = under_any("place_path", (about.place.path,))
    count = Dossier.objects.filter(in_sight(actor, found), late(settings_of_round(found), today), lies).count()
    if count:
        query = {"year": wanted, "stand": "late", "place": about.place.place_id}
        yield Attention(Matter.DOSSIERS, count, dossiers(query))


def _signals(actor: Actor, about: About, period: Period, today: date) -> Iterable[Attention]:
    """Return the reports with signals, as far as this person may see them: to be answered, or to be noted above."""
    lies = under_any("report__place_path", (about.place.path,))
    days = Q(report__collection__period_start__gte=period.start, report__collection__period_end__lte=period.end)
    seen = signals_seen_by(actor, today).filter(lies, days, ended_at=None, noted_at=None)
    if Ability.SEE_LIST not in PROVINCE.get(actor.role, ()):
        seen = seen.filter(answered_at=None)
    count = seen.order_by().values("report_id").distinct().count()
    if count:
        yield Attention(Matter.SIGNALS, count, ROOT)
