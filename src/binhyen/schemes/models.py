"""Schemes with their sites, exemplars, and the score sheets of yearly reviews."""

from django.db import models

from binhyen.places.models import Place
from binhyen.registers.models import Entry, Record


class Scheme(Entry):
    """A scheme (mô hình): what it is, which problem it answers, how it works, whom it is led by."""

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    kind_name = models.CharField(max_length=300, blank=True)
    """What the province calls a kind that is not among the seeds."""
    field = models.CharField(max_length=30)
    fours = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    org = models.CharField(max_length=30, blank=True)
    managing_level = models.CharField(max_length=20)
    unit_kind = models.CharField(max_length=30, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    preparing = models.BooleanField(default=False)
    """Not launched yet when it was written down: it stands from its launch."""
    decision = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    results = models.TextField(blank=True)
    copied_from = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-since"], name="scheme_by_place"),
            models.Index(
                fields=["-since", "-id", "place_path"],
                name="scheme_newest",
                condition=models.Q(superseded_at__isnull=True),
            ),
        ]


class Site(Entry):
    """A site (điểm): one place or unit where a scheme stands, with its groups, members and equipment as counts."""

    scheme = models.ForeignKey(Record, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    unit_kind = models.CharField(max_length=30, blank=True)
    org = models.CharField(max_length=30, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    groups = models.PositiveIntegerField(null=True)
    leaders = models.PositiveIntegerField(null=True)
    platform = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=30, blank=True)

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-since"], name="site_by_place"),
            models.Index(fields=["scheme", "superseded_at"], name="site_of_scheme"),
        ]


class Exemplar(Entry):
    """An exemplar (điển hình tiên tiến): who is put forward, with consent, and what others can copy."""

    name = models.CharField(max_length=300)
    recipient = models.CharField(max_length=20)
    position = models.CharField(max_length=300, blank=True)
    unit_kind = models.CharField(max_length=30, blank=True)
    topics = models.JSONField(default=list)
    deed = models.TextField()
    lessons = models.TextField()
    scheme = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    decision = models.CharField(max_length=300, blank=True)
    consent = models.CharField(max_length=300, blank=True)
    consent_on = models.DateField(null=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="exemplar_by_place")]


class ScoreSheet(models.Model):
    """The score sheet that a place sets for yearly reviews from a day on. It never changes; a later one follows."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200)
    since = models.DateField()
    content = models.JSONField()
    recorded_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["place_path", "-since"], name="score_sheet_by_place")]

    def __str__(self) -> str:
        return f"{self.place_path} {self.since}"
