"""What was held, or will be: sessions, festivals, conferences, drives, contests, broadcasts, meetings."""

from django.db import models
from django.db.models import Q

from binhyen.accounts.models import Holding
from binhyen.registers.models import Entry, Record


class Event(Entry):
    """One event, or several of one kind that a monthly log or an old summary writes as one."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    standing = models.CharField(max_length=12, blank=True)
    """Planned, held, postponed, cancelled; empty: held. Only what was held counts."""
    since = models.DateField()
    until = models.DateField(null=True)
    begins = models.CharField(max_length=5, blank=True)
    ends = models.CharField(max_length=5, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    unit_kind = models.CharField(max_length=20, blank=True)
    org = models.CharField(max_length=30, blank=True)
    organiser = models.CharField(max_length=300, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=300, blank=True)
    topic = models.CharField(max_length=20, blank=True)
    form_of_work = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=20, blank=True)
    part_of = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    """The larger campaign that it belongs to."""
    conference_kind = models.CharField(max_length=20, blank=True)
    conference_form = models.CharField(max_length=20, blank=True)
    festival_scale = models.CharField(max_length=20, blank=True)
    budget = models.PositiveBigIntegerField(null=True)
    way = models.CharField(max_length=20, blank=True)
    materials = models.CharField(max_length=300, blank=True)
    remark = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-since"], name="event_by_place"),
            models.Index(fields=["kind", "place_path", "-since"], name="event_by_kind"),
            models.Index(
                fields=["standing", "since"], name="event_by_standing", condition=Q(superseded_at__isnull=True)
            ),
            models.Index(
                fields=["-since", "-id", "place_path"], name="event_newest", condition=Q(superseded_at__isnull=True)
            ),
            models.Index(
                fields=["until"], name="event_lasting", condition=Q(superseded_at__isnull=True, until__isnull=False)
            ),
        ]


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads the events of a post; it hangs on who holds the post."""

    holding = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holding"], condition=Q(closed_at__isnull=True), name="one_open_calendar_feed"
            )
        ]

    def __str__(self) -> str:
        return f"calendar of holding {self.holding_id}"
