"""The inner life of a conference or festival: programme, points, papers, proposals, delegates, awards, conclusions."""

from django.db import models

from binhyen.documents.models import Document
from binhyen.registers.models import Entry, Record


class Inner(Entry):
    """Columns of everything that belongs to an event: which one, and its day."""

    event = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    class Meta(Entry.Meta):
        abstract = True


class ProgrammeItem(Inner):
    """One item of a programme, in its part and place."""

    position = models.PositiveIntegerField(null=True)
    part = models.CharField(max_length=20)
    starts = models.CharField(max_length=5, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    content = models.CharField(max_length=300)
    who = models.CharField(max_length=300, blank=True)

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event", "position"], name="programme_of_event")]


class Point(Inner):
    """A place connected with an online conference: who heads it, how many were invited and there."""

    name = models.CharField(max_length=200)
    main = models.BooleanField(default=False)
    """Where the chair sits."""
    venue = models.CharField(max_length=300, blank=True)
    head = models.CharField(max_length=200, blank=True)
    invited = models.PositiveIntegerField(null=True)
    attended = models.PositiveIntegerField(null=True)
    questions = models.PositiveIntegerField(null=True)

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event"], name="points_of_event")]


class Paper(Inner):
    """A paper (tham luận): which post speaks, the text that is read out, the scheme that it is about."""

    position = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=300)
    speaker = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField(null=True)
    scheme = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event", "position"], name="papers_of_event")]


class Proposal(Inner):
    """What a post or an agency asks for at a conference; it is accepted or declined, with a reason."""

    proposer = models.CharField(max_length=200)
    addressee = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event"], name="proposals_of_event")]


class Question(Inner):
    """What a point asked, and what it was answered; by agencies and posts, never by persons."""

    point = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event"], name="questions_of_event")]


class Handing(Inner):
    """One award in the order in which awards are handed over: what, awarded by whom, to whom, handed over by whom."""

    position = models.PositiveIntegerField(null=True)
    award = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    authority = models.CharField(max_length=200)
    recipients = models.TextField(blank=True)
    presenter = models.CharField(max_length=200)

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event", "position"], name="handings_of_event")]


class Delegate(Inner):
    """A seat in a delegation: agency and position; the name only where it is wanted on the badge."""

    agency = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    seat = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=100, blank=True)
    point = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event"], name="delegates_of_event")]


class Conclusion(Inner):
    """What was concluded, and the task that it became."""

    position = models.PositiveIntegerField(null=True)
    content = models.TextField()
    lead = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True)
    task = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")

    class Meta(Inner.Meta):
        indexes = [models.Index(fields=["event", "position"], name="conclusions_of_event")]


class EventLetter(models.Model):
    """A letter of an event: invitation, programme, minutes, notice of conclusions."""

    event = models.ForeignKey(Record, models.PROTECT, related_name="event_letters")
    kind = models.CharField(max_length=12)
    document = models.OneToOneField(Document, models.PROTECT, related_name="event_letter")
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}: {self.event_id}"
