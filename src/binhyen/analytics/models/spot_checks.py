"""Spot checks: the sample that was drawn by lot from recognised units, and what was found there."""

from django.db import models

from binhyen.analytics.rules.spot_checks.estimating import Verdict
from binhyen.places.models import Place
from binhyen.recognition.models import Dossier, Round
from binhyen.units.rules.kinds import UnitKind


class SpotCheck(models.Model):
    """A sample of the units recognised in one round. Seed and list are written down before anything is found."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+")
    province_path = models.CharField(max_length=200, db_index=True)
    seed = models.CharField(max_length=40)
    asked = models.PositiveIntegerField()
    """How many units were asked for; small strata may have made it a few more."""
    frame_hash = models.CharField(max_length=64)
    """Hash of the list of recognised units that it was drawn from."""
    drawn_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)
    """From here on no finding changes."""
    closed_by_account = models.BigIntegerField(null=True)
    closed_by_post = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(closed_at__isnull=True), name="one_open_spot_check"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.asked}"


class SpotStratum(models.Model):
    """A kind of unit in a spot check: how many were recognised, and how many were drawn."""

    check_of = models.ForeignKey(SpotCheck, models.CASCADE, related_name="strata")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in UnitKind])
    units = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "kind"], name="one_stratum_a_kind")]

    def __str__(self) -> str:
        return f"{self.check_of_id}: {self.kind}"


class SpotUnit(models.Model):
    """A unit that was drawn, and what was found there."""

    stratum = models.ForeignKey(SpotStratum, models.CASCADE, related_name="drawn_units")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    """Place in the order of lots within its stratum, from 1."""
    verdict = models.CharField(max_length=12, choices=[(v, v) for v in Verdict], blank=True)
    note = models.CharField(max_length=500, blank=True)
    found_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    by_account = models.BigIntegerField(null=True)
    by_post = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stratum", "dossier"], name="drawn_once")]

    def __str__(self) -> str:
        return f"{self.stratum_id}: {self.dossier_id}"
