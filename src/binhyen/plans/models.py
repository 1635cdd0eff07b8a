"""Documents that direct the movement, committees with their seats, plans with tasks, inspections with remedies."""

from django.db import models

from binhyen.places.models import Place
from binhyen.registers.models import Entry, Record


class Directive(Entry):
    """A document that directs the movement: received from above, or issued here."""

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200)
    level = models.CharField(max_length=10)
    way = models.CharField(max_length=10)
    summary = models.CharField(max_length=2000)
    received_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-issued_on"], name="directive_by_place")]


class YearPlan(Entry):
    """A plan of a place: its year, its span, the document that it rests on."""

    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField()
    since = models.DateField()
    until = models.DateField()
    basis = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    emulation = models.JSONField(default=list)
    """Contents of the emulation movement, by number."""
    aims = models.CharField(max_length=2000, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="year_plan_by_place")]


class PlanTask(Entry):
    """One thing that is asked of a place: what, who leads, by when, which figure is aimed at."""

    plan = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    content = models.CharField(max_length=2000)
    lead = models.CharField(max_length=200)
    partners = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField()
    expected = models.CharField(max_length=1000, blank=True)
    indicator = models.CharField(max_length=60, blank=True)
    target = models.PositiveBigIntegerField(null=True)
    emulation = models.JSONField(default=list)
    answers = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    """The task from above that this line answers."""

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-issued_on"], name="plan_task_by_place"),
            models.Index(fields=["state", "due_on"], name="plan_task_by_state"),
        ]


class Inspection(Entry):
    """An inspection of how the movement is carried out: who went where, by which decision, with what conclusion."""

    begun_on = models.DateField()
    ended_on = models.DateField(null=True)
    inspector = models.CharField(max_length=200)
    level = models.CharField(max_length=10)
    decision = models.CharField(max_length=300)
    inspected = models.CharField(max_length=2000, blank=True)
    topic = models.CharField(max_length=2000)
    conclusion = models.CharField(max_length=2000, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-begun_on"], name="inspection_by_place")]


class Remedy(Entry):
    """What an inspection found wanting in a place, and how, by whom and by when it is mended."""

    inspection = models.ForeignKey(Record, models.PROTECT, related_name="+")
    found_on = models.DateField()
    shortcoming = models.CharField(max_length=2000)
    measure = models.CharField(max_length=2000)
    responsible = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-found_on"], name="remedy_by_place")]


class SteeringCommittee(Entry):
    """A steering committee as its decision composes it. Who votes in it by electronic ballot is `units.Committee`."""

    name = models.CharField(max_length=300)
    level = models.CharField(max_length=10)
    decision = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True)
    standing_body = models.CharField(max_length=200)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="steering_by_place")]


class CommitteeSeat(Entry):
    """A seat on a steering committee between two decisions: role, post, agency, area and field that it looks after."""

    committee = models.ForeignKey(Record, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    position = models.CharField(max_length=200)
    agency = models.CharField(max_length=200)
    holder = models.CharField(max_length=100, blank=True)
    """Who holds the post, where the decision names the person."""
    area = models.CharField(max_length=300, blank=True)
    duties = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    decision = models.CharField(max_length=300)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["committee", "-since"], name="seat_of_committee")]


class EmulationContent(models.Model):
    """What one of the six contents of the emulation movement says in a province, from the day it was written down.

    The text of contents 2 to 6 of QĐ 2447/QĐ-TTg is not known here: each province writes what its copy says.
    """

    province = models.ForeignKey(Place, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "number"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_emulation_content",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
