"""Reports: what is collected for a period, from whom, and every value that was ever saved in a cell."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from binhyen.accounts.models import Post
from binhyen.database.fields import ExactField
from binhyen.files.models import Blob
from binhyen.indicators.models import Cell, FormVersion
from binhyen.kernel.amounts import Bound, Origin, Said
from binhyen.places.models import Place
from binhyen.reports.rules.lifecycle import Event, Standing, State
from binhyen.reports.rules.threads import DifficultyKind, DifficultyState, RemarkKind
from binhyen.units.models import Unit


class Collection(models.Model):
    """A form asked of a province for one period: who is expected is frozen from the map of `map_day`."""

    province = models.ForeignKey(Place, models.PROTECT, related_name="+")
    province_path = models.CharField(max_length=200, db_index=True)
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    period = models.CharField(max_length=12)
    """The period's code: "2026-11", "2023"."""
    period_start = models.DateField()
    period_end = models.DateField()
    """First and last calendar day that the code names."""
    data_from = models.DateField()
    data_to = models.DateField()
    """The window of the data: NĐ 09/2019 counts November from 15/10 to 14/11."""
    due_on = models.DateField()
    map_day = models.DateField()
    opened_at = models.DateTimeField()
    opened_by_account = models.BigIntegerField()
    opened_by_post = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "version", "period"], name="one_collection_a_period"),
            models.CheckConstraint(condition=Q(data_to__gte=F("data_from")), name="window_lasts"),
        ]
        indexes = [models.Index(fields=["period_start", "period_end"], name="collection_by_period")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.period}"


class Report(models.Model):
    """What one place, unit or association says for one collection."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="reports")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    """The place that reports, or in which the unit stands."""
    place_path = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    """The association's post, where an association reports."""
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200)
    fold = models.CharField(max_length=240)
    reviewer = models.ForeignKey(Place, models.PROTECT, related_name="+")
    """The place whose office receives it: the district until 30/6/2025, else the province; the commune for its own."""
    reviewer_path = models.CharField(max_length=200, db_index=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in State], default=State.DRAFT)
    standing = models.CharField(max_length=14, choices=[(s, s) for s in Standing], default=Standing.EXPECTED)
    standing_reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    """Counts every change of the report or its cells."""
    filled = models.PositiveSmallIntegerField(default=0)
    """Cells that are not empty."""
    due_on = models.DateField()
    begun_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    """When it was sent last; `first_submitted_at` decides whether it was on time."""
    first_submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "collection", "place", Coalesce("unit", 0), Coalesce("post", 0), name="one_report_a_reporter"
            )
        ]
        indexes = [
            models.Index(fields=["collection", "place_path"], name="report_of_collection"),
            models.Index(fields=["place", "collection"], name="report_of_place"),
            models.Index(fields=["collection", "sort_key", "id"], name="report_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.collection_id})"


class Figure(models.Model):
    """One value of one cell, as it was saved once. What it says never changes; the days until it held are added.

    It is known from `recorded_at` until `superseded_at`, and stands in the accepted report from `accepted_at` until
    `displaced_at` (None: still). So every total can be asked for as it was known at any instant, on either basis.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="figures")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField()
    """Counts the values of this cell in this report from 1: two editors meet by it."""
    revision = models.PositiveSmallIntegerField(default=1)
    said = models.CharField(max_length=8, choices=[(s, s) for s in Said])
    amount = ExactField(null=True)
    denominator = ExactField(null=True)
    bound = models.CharField(max_length=8, choices=[(b, b) for b in Bound], default=Bound.EXACT)
    words = models.CharField(max_length=120, blank=True)
    """A vague amount as it was said: "hàng trăm kg"."""
    origin = models.CharField(max_length=8, choices=[(o, o) for o in Origin], default=Origin.TYPED)
    origin_ref = models.CharField(max_length=300, blank=True)
    """Where it came from: the page of the list it was counted from, the workbook, the span of a text."""
    counted = ExactField(null=True)
    """What the register counted, where somebody typed another number over it."""
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    superseded_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    displaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "cell", "version"], name="one_value_a_version"),
            models.UniqueConstraint(
                fields=["report", "cell"], condition=Q(superseded_at__isnull=True), name="one_current_value"
            ),
            models.UniqueConstraint(
                fields=["report", "cell"],
                condition=Q(accepted_at__isnull=False, displaced_at__isnull=True),
                name="one_accepted_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.cell_id} v{self.version}"


class Step(models.Model):
    """One step of a report's life, with its reason: the course that its page shows."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    event = models.CharField(max_length=16, choices=[(e, e) for e in Event])
    state = models.CharField(max_length=10, choices=[(s, s) for s in State])
    """The state that it led to."""
    revision = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000, blank=True)
    cells_accepted = models.PositiveSmallIntegerField(default=0)
    cells_returned = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["report", "at"], name="step_of_report")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.event}"


class CellRemark(models.Model):
    """One voice at a cell: why it was returned, a question, an answer."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in RemarkKind])
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by_account = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["report", "cell", "at"], name="remark_at_cell")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.cell_id} {self.kind}"


class Waiver(models.Model):
    """Why a remarkable value is right: it answers one check at one value, and ends when the value changes."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="waivers")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=80)
    figure_version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "cell", "check_code", "figure_version"], name="one_waiver_a_value"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.check_code}"


class CellFile(models.Model):
    """Evidence at a cell."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["report", "cell"], name="file_at_cell")]

    def __str__(self) -> str:
        return self.name


class Difficulty(models.Model):
    """A difficulty or a proposal of a report: to whom, by when, what was answered, and whether its asker agrees."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="difficulties")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in DifficultyKind])
    text = models.TextField(max_length=2000)
    addressee = models.ForeignKey(Place, models.PROTECT, related_name="+")
    addressee_path = models.CharField(max_length=200, db_index=True)
    addressee_agency = models.CharField(max_length=120, blank=True)
    """The department that is asked, in words ("Sở Tài chính"); empty for the committee itself."""
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in DifficultyState], default=DifficultyState.OPEN)
    raised_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_account = models.BigIntegerField(null=True)
    answered_by_post = models.BigIntegerField(null=True)
    solved_at = models.DateTimeField(null=True)
    """When the asker confirmed that it is solved."""

    def __str__(self) -> str:
        return f"{self.report_id}: {self.kind}"


class Extension(models.Model):
    """A later day for a report, with its reason, for all to see."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="extensions")
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.report_id}: {self.due_on}"


class Delegation(models.Model):
    """One office lets another post receive and accept the reports of a part of its places, for some time."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.post_id}: {self.place_path}"


class KeyAreaCount(models.Model):
    """How many key areas a commune has, with the plan that supports them and its last day. Counts, never labels."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    unit_kind = models.CharField(max_length=20)
    amount = models.PositiveSmallIntegerField()
    plan = models.CharField(max_length=300)
    """Number, day and title of the support plan."""
    valid_from = models.DateField()
    ends_on = models.DateField()
    transformed = models.PositiveSmallIntegerField(default=0)
    """How many were taken off the list by the plan's end or before."""
    transformed_on = models.DateField(null=True)
    """Day of the latest document that took some off: in whose period they count."""
    recorded_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("valid_from")), name="plan_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.amount}"


class Intake(models.Model):
    """A workbook that was taken in: its hash makes a second upload harmless, its outcome can be read again."""

    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="intakes")
    saved_cells = models.PositiveSmallIntegerField(default=0)
    findings = models.JSONField(default=list)
    """Codes and cells of what was found wrong; empty when everything was saved."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["sha256", "by_post"], name="intake_by_hash")]

    def __str__(self) -> str:
        return self.file_name
