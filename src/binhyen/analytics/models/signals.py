"""Signals at reports, with what their reporter looked into and what the province noted."""

from django.db import models
from django.db.models import Q

from binhyen.analytics.rules.signals.subject import Code
from binhyen.database.fields import ExactField
from binhyen.reports.models import Collection, Report


class Look(models.Model):
    """One look at all sent reports of a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="+")
    reports = models.PositiveIntegerField()
    """How many reports were held against each other."""
    found = models.PositiveIntegerField()
    """How many signals stand since."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["collection", "-at"], name="look_at_collection")]

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.found}"


class Signal(models.Model):
    """Something at a report that is worth a second look. It never names a person, and it is no finding against anyone.

    What it says stands in code, `params` and `cells`; it ends when a later look finds it no more.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, choices=[(c, c) for c in Code])
    strength = ExactField()
    sentence = models.CharField(max_length=240)
    """The message's English source: what was said stays said when wordings change."""
    params = models.JSONField(default=dict)
    cells = models.JSONField(default=list)
    other = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="+")
    """The report with the same text. Its name is shown to the province alone."""
    found_at = models.DateTimeField()
    shown_on = models.DateField()
    """From this day on the province's list shows it; until then its reporter has it to itself."""
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    """What the reporter looked into."""
    answered_at = models.DateTimeField(null=True)
    answered_by_account = models.BigIntegerField(null=True)
    answered_by_post = models.BigIntegerField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    """What came of it, in the province's words."""
    noted_at = models.DateTimeField(null=True)
    noted_by_account = models.BigIntegerField(null=True)
    noted_by_post = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "code"], condition=Q(ended_at__isnull=True), name="one_signal_of_a_kind"
            )
        ]
        indexes = [models.Index(fields=["report", "found_at"], name="signal_of_report")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.code}"
