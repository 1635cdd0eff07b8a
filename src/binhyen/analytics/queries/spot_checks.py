"""Spot checks that a person sees, what may be drawn from, and what was found."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from binhyen.analytics.models import SpotCheck, SpotStratum, SpotUnit
from binhyen.analytics.rules.signals.rights import PROVINCE, Ability
from binhyen.analytics.rules.spot_checks.drawing import InFrame
from binhyen.analytics.rules.spot_checks.estimating import Estimate, Looked, Verdict, estimate
from binhyen.kernel.actors import Actor
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.rules.lifecycle import Outcome


def spot_checks_seen_by(actor: Actor) -> QuerySet[SpotCheck]:
    """Return the spot checks of a person's province, the newest first."""
    if Ability.SEE_CHECKS not in PROVINCE.get(actor.role, ()):
        return SpotCheck.objects.none()
    rows = SpotCheck.objects.filter(province_path__in=actor.scopes).select_related("round")
    return rows.order_by("-round__year", "-drawn_at", "-pk")


def spot_check_seen_by(actor: Actor, check_id: int) -> SpotCheck:
    """Return a spot check, or 404 for one that is not there for this person."""
    found = spot_checks_seen_by(actor).filter(pk=check_id).first()
    if found is None:
        raise Http404
    return found


def frame_of(round_id: int) -> list[InFrame]:
    """Return the units recognised in a round with their kinds: what a sample is drawn from."""
    rows = Dossier.objects.filter(round_id=round_id, result=Outcome.RECOGNISED)
    return [InFrame(number, kind) for number, kind in rows.order_by("pk").values_list("pk", "kind")]


def rounds_to_check(actor: Actor) -> list[Round]:
    """Return the rounds of a person's province in which anything is recognised, with how many; newest first."""
    recognised = Count("dossiers", filter=Q(dossiers__result=Outcome.RECOGNISED))
    rows = Round.objects.filter(province_path__in=actor.scopes).annotate(recognised=recognised)
    return list(rows.filter(recognised__gt=0).order_by("-year"))


@dataclass(frozen=True, slots=True)
class StratumFound:
    """A stratum with its drawn units, and how many hold, differ, could not be looked at."""

    stratum: SpotStratum
    units: tuple[SpotUnit, ...]

    def count(self, verdict: Verdict | None) -> int:
        """Count the units of which this was found; None: nothing yet."""
        return sum(one.verdict == (verdict or "") for one in self.units)

    @property
    def looked(self) -> Looked:
        """What the estimate asks of it."""
        hold = self.count(Verdict.HOLDS)
        return Looked(self.stratum.units, hold + self.count(Verdict.DIFFERS), hold)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a spot check holds."""

    strata: tuple[StratumFound, ...]

    @property
    def units(self) -> tuple[SpotUnit, ...]:
        """All drawn units."""
        return tuple(unit for one in self.strata for unit in one.units)

    @property
    def left(self) -> int:
        """Units of which nothing is recorded yet."""
        return sum(one.count(None) for one in self.strata)

    @property
    def estimate(self) -> Estimate | None:
        """What the findings so far say of the recognised units; nothing while a stratum was not looked at at all.

        A stratum in which no drawn unit could be looked at is left out, and its units are not among those spoken of.
        """
        looked = [one.looked for one in self.strata]
        return estimate(looked) if not self.left or all(one.looked_at for one in looked) else None


def found_in(check: SpotCheck) -> Found:
    """Read strata, units and findings: two queries."""
    units: dict[int, list[SpotUnit]] = {}
    rows = SpotUnit.objects.filter(stratum__check_of=check).select_related("dossier")
    for one in rows.order_by("position", "pk"):
        units.setdefault(one.stratum_id, []).append(one)
    strata = check.strata.order_by("kind")
    return Found(tuple(StratumFound(one, tuple(units.get(one.pk, ()))) for one in strata))


def unrecorded(actor: Actor) -> int:
    """Count the drawn units of open spot checks of a person's province of which nothing is recorded."""
    return SpotUnit.objects.filter(
        stratum__check_of__province_path__in=actor.scopes, stratum__check_of__closed_at=None, verdict=""
    ).count()
