"""Which signals a person sees: at the own reports at once, those of the province from the day set for its list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from binhyen.analytics.models import Look, Signal
from binhyen.analytics.rules.signals.rights import PROVINCE, Ability
from binhyen.analytics.rules.signals.subject import Code
from binhyen.analytics.rules.signals.weighing import Teaches, evidence_of, group_of
from binhyen.kernel.actors import Actor
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.reports import own_reports


def signals_seen_by(actor: Actor, day: date) -> QuerySet[Signal]:
    """Return the signals that a person may see, ended ones too."""
    seen = _own(actor)
    if Ability.SEE_LIST in PROVINCE.get(actor.role, ()):
        seen |= Q(report__collection__province_path__in=actor.scopes, shown_on__lte=day)
    return Signal.objects.filter(seen).select_related("report__collection__version", "other")


def _own(actor: Actor) -> Q:
    return Q(report__in=Report.objects.filter(own_reports(actor)).order_by().values("pk"))


def signal_seen_by(actor: Actor, signal_id: int, day: date) -> Signal:
    """Return a signal, or 404 for one that is not there for this person."""
    found = signals_seen_by(actor, day).filter(pk=signal_id).first()
    if found is None:
        raise Http404
    return found


def signals_at(actor: Actor, report_id: int, day: date) -> list[Signal]:
    """Return the signals of one report, those that stand first; 404 where this person sees none."""
    found = sorted(
        signals_seen_by(actor, day).filter(report_id=report_id), key=lambda one: (one.ended_at is not None, one.pk)
    )
    if not found:
        raise Http404
    return found


def own_signals(actor: Actor) -> QuerySet[Signal]:
    """Return the signals that stand at a person's own reports: the ones not answered first, the earliest day first."""
    rows = Signal.objects.filter(_own(actor), ended_at=None).select_related("report__collection__version")
    return rows.defer("report__collection__version__content").order_by("answered_at", "shown_on", "pk")


# ------------------------------------------------------------------ the review list


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One report of the list: its signals that stand, and how much a check would teach. No sum, no rank."""

    report: Report
    signals: tuple[Signal, ...]
    teaches: Teaches

    @property
    def answered(self) -> int:
        """How many of the signals the reporter answered."""
        return sum(one.answered_at is not None for one in self.signals)

    @property
    def noted(self) -> bool:
        """Tell whether the province noted what came of each."""
        return all(one.noted_at is not None for one in self.signals)


def collections_looked_at(actor: Actor) -> list[Collection]:
    """Return the collections of a person's province that were looked at, the newest period first."""
    looked = Look.objects.values("collection_id")
    rows = Collection.objects.filter(pk__in=looked, province_path__in=actor.scopes).select_related("version")
    return list(rows.defer("version__content").order_by("-period_end", "-period_start", "version__title", "pk"))


def collections_to_look_at(actor: Actor) -> list[Collection]:
    """Return the collections of a person's province with anything sent, the newest period first."""
    rows = Collection.objects.filter(province_path__in=actor.scopes).select_related("version")
    sent = rows.annotate(sent=Count("reports", filter=Q(reports__first_submitted_at__isnull=False))).filter(sent__gt=1)
    return list(sent.defer("version__content").order_by("-period_end", "-period_start", "version__title", "pk")[:24])


def collection_to_look_at(actor: Actor, collection_id: int) -> Collection:
    """Return a collection of a person's province, or 404."""
    found = Collection.objects.filter(pk=collection_id, province_path__in=actor.scopes).first()
    if found is None:
        raise Http404
    return found


def last_look(collection: Collection) -> Look | None:
    """Return the last look at a collection."""
    return Look.objects.filter(collection=collection).order_by("-at").first()


def review_list(actor: Actor, collection: Collection, day: date) -> list[Reviewed]:
    """Return the reports of a collection with signals that the list shows, by name: one query."""
    if Ability.SEE_LIST not in PROVINCE.get(actor.role, ()) or collection.province_path not in actor.scopes:
        raise Http404
    rows = Signal.objects.filter(report__collection=collection, shown_on__lte=day, ended_at=None)
    return reviewed(rows.select_related("report").order_by("report__sort_key", "report_id", "-strength", "pk"))


def reviewed(signals: Iterable[Signal]) -> list[Reviewed]:
    """Gather signals by report, in their order."""
    found: dict[int, list[Signal]] = {}
    for one in signals:
        found.setdefault(one.report_id, []).append(one)
    return [Reviewed(listed[0].report, tuple(listed), teaches(listed)) for listed in found.values()]


def teaches(signals: Sequence[Signal]) -> Teaches:
    """Say how much a check of a report with these signals would teach."""
    return group_of(evidence_of({Code(one.code): float(one.strength or 0) for one in signals}))


def waiting_hidden(collection: Collection, day: date) -> int:
    """Count the reports of a collection whose reporter still has its signals to itself."""
    rows = Signal.objects.filter(report__collection=collection, shown_on__gt=day, ended_at=None)
    return rows.order_by().values("report_id").distinct().count()
