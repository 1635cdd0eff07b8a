"""Forms and their versions, and the cells that figures stand in."""

from django.db import models

from binhyen.files.models import Blob
from binhyen.indicators.rules.forms import FilledBy, PeriodType
from binhyen.indicators.rules.versions import FormState
from binhyen.places.models import Place


class Cell(models.Model):
    """An address of figures: an indicator and the values of the dimensions that split it. Never changed or removed."""

    indicator = models.CharField(max_length=60)
    dims = models.CharField(max_length=300, blank=True)
    """Canonical text, "award_kind=…;awarded_by=…", by dimension."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "dims"], name="one_cell_an_address")]

    def __str__(self) -> str:
        return f"{self.indicator}|{self.dims}" if self.dims else self.indicator


class Form(models.Model):
    """A report form over its versions: shipped with the software, or a province's own."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    province = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    """The province whose own it is; None for a shipped one."""
    created_by_account = models.BigIntegerField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class FormVersion(models.Model):
    """A form as it is (or will be) published. What was published once is never edited: a change is a new version."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=[(s, s) for s in FormState], default=FormState.DRAFT)
    title = models.CharField(max_length=300)
    filled_by = models.CharField(max_length=20, choices=[(f, f) for f in FilledBy])
    period_type = models.CharField(max_length=12, choices=[(p, p) for p in PeriodType])
    covers_below = models.BooleanField(default=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    template = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """The province's own .xlsx or .docx, which is given back filled."""
    template_name = models.CharField(max_length=200, blank=True)
    created_by_account = models.BigIntegerField()
    created_at = models.DateTimeField()
    published_by_account = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["form"], condition=models.Q(state="draft"), name="one_draft_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.number}"
