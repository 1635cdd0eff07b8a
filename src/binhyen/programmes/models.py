"""Joint programmes: what was agreed, what is done in their name, what their summaries said when signed."""

from django.db import models
from django.db.models import Q

from binhyen.database.fields import ExactField
from binhyen.documents.models import Document
from binhyen.kernel.amounts import Bound
from binhyen.registers.models import Entry, Record


class Programme(Entry):
    """A programme, resolution, rule or pact that the police and others signed, or carry out under one from above."""

    number = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    level = models.CharField(max_length=20)
    carried = models.CharField(max_length=20)
    signed_on = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True)
    parties = models.JSONField(default=list)
    party_names = models.CharField(max_length=500, blank=True)
    contents = models.TextField(blank=True)
    successor_of = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    plan_by = models.CharField(max_length=5, blank=True)
    half_by = models.CharField(max_length=5, blank=True)
    year_by = models.CharField(max_length=5, blank=True)
    review_after = models.PositiveIntegerField(null=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="programme_by_place")]


class Commitment(Entry):
    """What the parties of a programme want to reach: an indicator with its target, or words alone."""

    programme = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    content = models.TextField()
    party = models.CharField(max_length=30, blank=True)
    indicator = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=60, blank=True)
    per = models.CharField(max_length=10, blank=True)
    only_party = models.BooleanField(default=False)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="commitment_by_place")]


class JointPlan(Entry):
    """The joint plan of one year of a programme, with its tasks."""

    programme = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    year = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    tasks = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-signed_on"], name="joint_plan_by_place")]


class Activity(Entry):
    """Something that the parties of a programme did together; its record may be linked to the event in its register."""

    programme = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    name = models.CharField(max_length=300)
    lead = models.CharField(max_length=30)
    partners = models.JSONField(default=list)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-on"], name="activity_by_place")]


class Summary(Entry):
    """A summary of a programme, or of years under an instrument, between its own cut-off days."""

    programme = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=20)
    instrument = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    groups = models.JSONField(default=list)
    """Groups of the catalogue that it shows; empty for every figure that there is."""
    direction = models.TextField(blank=True)
    results = models.TextField(blank=True)
    shortcomings = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    ahead = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-until"], name="summary_by_place")]


class FigureChoice(models.Model):
    """Which figures of its groups a summary shows, as somebody chose them; the newest choice holds."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    indicators = models.JSONField(default=list)
    """Codes of indicators; empty for all of them again."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.record_id}: {len(self.indicators)}"


class Closing(models.Model):
    """That a summary was signed on a day, with its document: from then on it keeps its numbers."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    on = models.DateField()
    document = models.CharField(max_length=300)
    today = models.DateField()
    """The day whose map was today's then."""
    known_at = models.DateTimeField()
    """Its numbers are those that were known then: when its paper was written, or when it was signed without one."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    reopened_at = models.DateTimeField(null=True)
    reopened_by_post = models.BigIntegerField(null=True)
    reopened_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(reopened_at__isnull=True), name="summary_signed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.document}"


class SummaryPaper(models.Model):
    """A report in the official layout that was written from a summary; its numbers are those of that moment."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.record_id}: {self.document_id}"


class FrozenFigure(models.Model):
    """One number of a signed summary, as it was on the day: it never changes, whatever its source says later."""

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="figures")
    part = models.CharField(max_length=10)
    """What it stands in: the whole "span", its "today" on the later map, or one year ("2014")."""
    position = models.PositiveIntegerField()
    indicator = models.CharField(max_length=60)
    dims = models.CharField(max_length=200, blank=True)
    value = ExactField(null=True)
    numerator = ExactField(null=True)
    denominator = ExactField(null=True)
    bound = models.CharField(max_length=8, choices=[(b, b) for b in Bound])
    origin = models.CharField(max_length=10)
    words = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.part} {self.indicator}"
