"""Entries of registers: who they are, what was said of them and when, what happened to them, and what they count."""

from django.db import models
from django.db.models import Q

from binhyen.database.fields import ExactField
from binhyen.files.models import Blob
from binhyen.kernel.amounts import Bound, Said
from binhyen.places.models import Place


class Import(models.Model):
    """A workbook that was taken into a register: what it brought, and whether it was taken back."""

    register = models.CharField(max_length=60)
    place_path = models.CharField(max_length=200, db_index=True)
    """Where the post stood that brought it."""
    file_name = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """The workbook itself."""
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    skipped = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by_post = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["register", "-at"], name="import_of_register")]

    def __str__(self) -> str:
        return f"{self.register}: {self.file_name}"


class Record(models.Model):
    """The identity of one entry, whatever was said of it when. Title, place and state repeat what holds now."""

    register = models.CharField(max_length=60)
    """Code of the register: "schemes.sites"."""
    title = models.CharField(max_length=300)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200)
    state = models.CharField(max_length=20, blank=True)
    removed_at = models.DateTimeField(null=True)
    """Set when the whole entry was taken back; what it said stays for the past."""
    removed_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["register", "place_path"], name="record_of_register")]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """What was said of a record at once: it never changes. It is known from `recorded_at` until `superseded_at`.

    Each register has a table of its own that begins with these columns.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    place_path = models.CharField(max_length=200)
    """Path of the place on the day of the entry."""
    title = models.CharField(max_length=300)
    fold = models.CharField(max_length=600)
    """What is searched, without diacritics."""
    state = models.CharField(max_length=20, blank=True)
    """Repeats where its steps have led by now, for lists; the one column that is written again."""
    amounts = models.JSONField(default=dict)
    """What the counting fields say, as written in a cell: {"leaflets": "hơn 200"}."""
    recorded_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    superseded_at = models.DateTimeField(null=True)
    brought_by = models.ForeignKey(Import, models.PROTECT, null=True, related_name="+")
    """The import that wrote it; None where a person did."""

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(superseded_at__isnull=True), name="%(app_label)s_%(class)s_one_now"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """Something that happened to a record's subject on a day, with the document it rests on. It never changes."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="steps")
    code = models.CharField(max_length=30)
    on = models.DateField()
    data = models.JSONField(default=dict)
    """Values of the step's own fields, as plain codes and texts."""
    amounts = models.JSONField(default=dict)
    document = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    superseded_at = models.DateTimeField(null=True)
    brought_by = models.ForeignKey(Import, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.code} {self.on}"


class Tally(models.Model):
    """A line of the ledger: how much of an indicator a record counts, over which days, known between two instants.

    It follows from entries and steps by the register's rule and is never typed. A flow stands on `since`; a stock
    from `since` until the day before `until`.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="tallies")
    indicator = models.CharField(max_length=60)
    dims = models.CharField(max_length=200, blank=True)
    """Canonical text: "org=police;status=new"."""
    said = models.CharField(max_length=8, choices=[(s, s) for s in Said])
    amount = ExactField(null=True)
    denominator = ExactField(null=True)
    bound = models.CharField(max_length=8, choices=[(b, b) for b in Bound], default=Bound.EXACT)
    words = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    token = models.CharField(max_length=80, blank=True)
    """What is counted once however often it stands here."""
    place_path = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["indicator", "place_path", "since"], name="tally_of_indicator"),
            models.Index(
                fields=["indicator", "since", "place_path", "dims", "bound", "said", "amount", "denominator", "until"],
                name="tally_by_day",
                condition=Q(superseded_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.amount} ({self.since})"


class RecordFile(models.Model):
    """A photograph or paper that belongs to a record."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="files")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    caption = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """Two records that belong together, whatever their registers: a paper and its scheme, a programme and a session."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="links")
    other = models.ForeignKey(Record, models.PROTECT, related_name="linked_from")
    added_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "other"], condition=Q(removed_at__isnull=True), name="linked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} → {self.other_id}"
