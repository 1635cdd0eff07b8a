"""Signed reports whose figures were taken over: which file, who signed it, into which report."""

from django.db import models

from binhyen.files.models import Blob
from binhyen.reports.models import Report


class TakenReport(models.Model):
    """A signed file that was opened, believed, and taken into a report; once for each of the two."""

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    """The file itself, kept by its hash."""
    title = models.CharField(max_length=500)
    """What the file says of itself: "Báo cáo 07/BC-UBND: …"."""
    place_code = models.CharField(max_length=20)
    place_name = models.CharField(max_length=200)
    period = models.CharField(max_length=24)
    template = models.CharField(max_length=40)
    signer = models.CharField(max_length=600)
    """Whom the certificates name, first to last."""
    certified_by = models.CharField(max_length=300)
    certificate = models.CharField(max_length=64)
    """SHA-256 of the last signer's certificate."""
    trial = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True)
    figures = models.PositiveIntegerField()
    """How many the file carries."""
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    cells = models.PositiveSmallIntegerField(default=0)
    """How many cells of the report were written."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blob", "report"], name="taken_once_into_a_report")]
        indexes = [models.Index(fields=["place_path", "-at"], name="taken_report_by_place")]

    def __str__(self) -> str:
        return f"{self.title} → {self.report_id}"
