"""Written reports: their editions of numbers, and the parts that people wrote by hand."""

from django.db import models

from binhyen.documents.models import Document
from binhyen.narrative.rules.lifecycle import LIVING, TextState
from binhyen.places.models import Place


class WrittenReport(models.Model):
    """A report in words of a place and a period, on its way to signature."""

    template = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    place_name = models.CharField(max_length=200)
    """As in a sentence, on the map of the period's last day."""
    period = models.CharField(max_length=24)
    period_end = models.DateField()
    state = models.CharField(max_length=10, choices=[(one, one) for one in TextState], default=TextState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    return_reason = models.CharField(max_length=1000, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """The signed one."""
    created_by_account = models.BigIntegerField()
    created_by_post = models.BigIntegerField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "place", "period"],
                condition=models.Q(state__in=LIVING),
                name="one_living_report_a_period",
            ),
        ]
        indexes = [models.Index(fields=["place_path", "-changed_at"], name="written_report_by_place")]

    def __str__(self) -> str:
        return f"{self.template} {self.period} {self.place_id}"


class Edition(models.Model):
    """The numbers that a report was written with: counted at an instant, kept as they were."""

    report = models.ForeignKey(WrittenReport, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    known_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class PartText(models.Model):
    """What a person wrote for a part; the newest version counts, without `own` the template's text stands again."""

    report = models.ForeignKey(WrittenReport, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    own = models.BooleanField(default=True)
    text = models.TextField(max_length=20_000, blank=True)
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "part", "version"], name="one_text_a_version")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.part} {self.version}"
