"""Tables of forces: groups and teams, members of public forces, quotas, duty as counts, and yearly ratings."""

from django.db import models
from django.db.models import Q

from binhyen.documents.models import Document
from binhyen.places.models import Place
from binhyen.registers.models import Entry, Record


class ForceGroup(Entry):
    """A group or team, or many of one kind written as one entry of an old summary."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    """The day from which it is no longer there."""
    decision = models.CharField(max_length=300, blank=True)
    dissolution = models.CharField(max_length=300, blank=True)
    org = models.CharField(max_length=30, blank=True)
    reach = models.CharField(max_length=20, blank=True)
    quota = models.PositiveIntegerField(null=True)
    leaders = models.PositiveIntegerField(null=True)
    members_by = models.CharField(max_length=10, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="force_group_by_place")]


class ForceMember(Entry):
    """A member of a public force: name, role and service; nothing else of the person."""

    force = models.CharField(max_length=20)
    group = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)
    decision = models.CharField(max_length=300, blank=True)
    ended_by = models.CharField(max_length=300, blank=True)
    certificate = models.CharField(max_length=60, blank=True)
    equipment = models.JSONField(default=list)
    allowance = models.PositiveBigIntegerField(null=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="force_member_by_place")]


class ServiceSpan(Entry):
    """Earlier service of a member, or time in a specially difficult area: months for awards."""

    member = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    force = models.CharField(max_length=20)
    area = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=300, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="service_span_by_place")]


class ForceQuota(Entry):
    """How many teams and members the province fixed for a commune, from a day."""

    since = models.DateField()
    teams = models.PositiveIntegerField(null=True)
    members = models.PositiveIntegerField(null=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="force_quota_by_place")]


class DutyCount(Entry):
    """What a team or a place's forces did on a day or within some days: shifts, patrols, drills, as counts."""

    since = models.DateField()
    until = models.DateField()
    group = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    org = models.CharField(max_length=30, blank=True)
    shifts = models.PositiveIntegerField(null=True)
    document = models.CharField(max_length=300, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="duty_count_by_place")]


class PolicePost(Entry):
    """A commune and whether regular police hold its police office."""

    since = models.DateField()
    posted = models.DateField(null=True)
    until = models.DateField(null=True)
    document = models.CharField(max_length=300, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="police_post_by_place")]


class RatingYear(models.Model):
    """A commune's yearly rating of its grassroots force, under the rules of a pack; decided once by the chair."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    year = models.PositiveSmallIntegerField()
    pack = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    """Counts what was saved, so that two writers meet."""
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="one_rating_a_year")]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.year}"


class Rating(models.Model):
    """How one team or member was rated in a year, and what the rating rests on."""

    rating_year = models.ForeignKey(RatingYear, models.PROTECT, related_name="ratings")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, blank=True)
    tasks = models.PositiveSmallIntegerField(null=True)
    """Share of the tasks done, in percent."""
    area_met = models.BooleanField(default=False)
    complaint = models.BooleanField(default=False)
    """A complaint is being settled: there is no rating until it is. What it says is kept nowhere."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating_year", "record"], name="rated_once_a_year"),
            models.CheckConstraint(condition=Q(tasks__isnull=True) | Q(tasks__lte=100), name="rating_tasks_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.level}"
