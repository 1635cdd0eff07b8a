"""Texts that came in: what was read in them, what a person decided of it, and what is kept when they are forgotten."""

from django.db import models

from binhyen.database.fields import ExactField
from binhyen.kernel.amounts import Bound, Said
from binhyen.narrative.rules.deciding import Decision
from binhyen.narrative.rules.figures import Measure
from binhyen.narrative.rules.forgetting import TextLife
from binhyen.narrative.rules.keeping import KeptKind
from binhyen.narrative.rules.placing import Why
from binhyen.reports.models import Report


class IncomingText(models.Model):
    """A text that came in, for one report. When it ends, words, names and proposals go; hash and counts stay."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    """Of the file; empty for a pasted text."""
    author = models.CharField(max_length=200, blank=True)
    """Whose words these are: an organisation."""
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    about_date = models.DateField(null=True)
    remarks = models.JSONField(default=list)
    """What was said while it was opened, as code, message and values."""
    pages = models.PositiveIntegerField(null=True)
    ocr = models.BooleanField(default=False)
    left_out = models.JSONField(default=list)
    """Where figures stand that the system never keeps."""
    kept_words = models.JSONField(default=list)
    """Spans of outcomes without a number that a person wants to keep."""
    counts = models.JSONField(default=dict)
    """How many figures were proposed, taken, changed and left, when it ended."""
    state = models.CharField(max_length=10, choices=[(one, one) for one in TextLife], default=TextLife.OPEN)
    forget_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["state", "forget_on"], name="text_to_forget"),
            models.Index(fields=["report", "state"], name="text_of_report"),
            models.Index(fields=["by_post", "state"], name="text_of_post"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.state}"


class Proposal(models.Model):
    """A figure that was read, where it may go, and what a person decided."""

    text = models.ForeignKey(IncomingText, models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    """Counts the figures of a text from 1; the page marks them with it."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    indicator = models.CharField(max_length=80)
    dims = models.JSONField(default=dict)
    said = models.CharField(max_length=8, choices=[(one, one) for one in Said])
    amount = ExactField(null=True)
    denominator = ExactField(null=True)
    bound = models.CharField(max_length=8, choices=[(one, one) for one in Bound], default=Bound.EXACT)
    words = models.CharField(max_length=120, blank=True)
    low = ExactField(null=True)
    high = ExactField(null=True)
    unit = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=24, blank=True)
    place = models.CharField(max_length=120, blank=True)
    measure = models.CharField(max_length=16, choices=[(one, one) for one in Measure])
    confidence = models.DecimalField(max_digits=3, decimal_places=2)
    reason = models.CharField(max_length=200, blank=True)
    """The words by which the reader took it for this indicator."""
    cell = models.CharField(max_length=200, blank=True)
    """The line of the form that fits; "" for none."""
    offered = models.BooleanField(default=False)
    why = models.CharField(max_length=14, choices=[(one, one) for one in Why], blank=True)
    beside = models.PositiveIntegerField(null=True)
    """Number of the other figure that `why` speaks of."""
    flags = models.JSONField(default=list)
    """Sums that do not agree, as code and values."""
    decision = models.CharField(max_length=8, choices=[(one, one) for one in Decision], default=Decision.OPEN)
    decided_cell = models.CharField(max_length=200, blank=True)
    decided_said = models.CharField(max_length=8, choices=[(one, one) for one in Said], blank=True)
    decided_amount = ExactField(null=True)
    decided_denominator = ExactField(null=True)
    decided_bound = models.CharField(max_length=8, choices=[(one, one) for one in Bound], default=Bound.EXACT)
    decided_words = models.CharField(max_length=120, blank=True)
    base_version = models.PositiveIntegerField(default=0)
    """Version of the report's cell that the person saw when deciding."""
    decided_at = models.DateTimeField(null=True)
    by_account = models.BigIntegerField(null=True)
    by_post = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="one_proposal_a_number")]

    def __str__(self) -> str:
        return f"{self.text_id}/{self.number} {self.indicator}"


class KeptSentence(models.Model):
    """A masked sentence with its author: where a cell's figure came from, or an outcome in words."""

    text = models.ForeignKey(IncomingText, models.PROTECT, related_name="kept")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(one, one) for one in KeptKind])
    cell = models.CharField(max_length=200, blank=True)
    sentence = models.TextField(max_length=2_000)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    """Where in the sentence the number, or the words, stand."""
    small = models.BooleanField(default=False)
    """Whether the sentence tells a small count about people: then only who writes or receives the report reads it."""
    said = models.CharField(max_length=8, choices=[(one, one) for one in Said], blank=True)
    amount = ExactField(null=True)
    denominator = ExactField(null=True)
    bound = models.CharField(max_length=8, choices=[(one, one) for one in Bound], default=Bound.EXACT)
    words = models.CharField(max_length=120, blank=True)
    author = models.CharField(max_length=200)
    about_date = models.DateField(null=True)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["report", "cell"], name="kept_of_cell")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.cell}"


class Example(models.Model):
    """A masked sentence with the figures that a person confirmed or mended in it: the reader is measured by it."""

    sentence = models.TextField(max_length=2_000)
    figures = models.JSONField()
    distractors = models.JSONField(default=list)
    about_date = models.DateField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}"
