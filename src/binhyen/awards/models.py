"""Awards given and proposed, launches and pledges, budgets; a dossier's papers, decisions, settings, stock."""

from django.db import models

from binhyen.documents.models import Document
from binhyen.places.models import Place
from binhyen.registers.models import Entry, Record, RecordFile


class AwardEntry(Entry):
    """An award that was given, or a published total of awards."""

    recipient_kind = models.CharField(max_length=20)
    form = models.CharField(max_length=40)
    authority = models.CharField(max_length=40)
    recipient = models.CharField(max_length=300, blank=True)
    recipient_post = models.CharField(max_length=300, blank=True)
    posthumous = models.BooleanField(default=False)
    decision = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField()
    achievement_type = models.CharField(max_length=20, blank=True)
    event = models.CharField(max_length=300, blank=True)
    achievement = models.TextField(blank=True)
    achieved_since = models.DateField(null=True)
    achieved_until = models.DateField(null=True)
    money = models.PositiveBigIntegerField(null=True)
    budget_source = models.CharField(max_length=30, blank=True)
    book_number = models.CharField(max_length=40, blank=True)
    against_crime = models.BooleanField(default=False)
    publish = models.CharField(max_length=10, blank=True)
    consent = models.CharField(max_length=300, blank=True)
    apart = models.TextField(blank=True)
    proposal = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-decided_on"], name="award_by_place"),
            models.Index(fields=["recipient"], name="award_by_recipient"),
        ]


class AwardProposal(Entry):
    """A case put forward: one recipient, one form."""

    recipient_kind = models.CharField(max_length=20)
    form = models.CharField(max_length=40)
    authority = models.CharField(max_length=40)
    recipient = models.CharField(max_length=300)
    recipient_post = models.CharField(max_length=300, blank=True)
    posthumous = models.BooleanField(default=False)
    women = models.BooleanField(default=False)
    achievement_type = models.CharField(max_length=20)
    event = models.CharField(max_length=300, blank=True)
    event_on = models.DateField(null=True)
    anniversary = models.PositiveSmallIntegerField(null=True)
    achievement = models.TextField()
    achieved_since = models.DateField()
    achieved_until = models.DateField()
    proposed_on = models.DateField()
    budget_source = models.CharField(max_length=30, blank=True)
    against_crime = models.BooleanField(default=False)
    publish = models.CharField(max_length=10, blank=True)
    consent = models.CharField(max_length=300, blank=True)
    apart = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "state"], name="proposal_by_place"),
            models.Index(fields=["recipient"], name="proposal_by_recipient"),
        ]


class Launch(Entry):
    """An emulation movement that was launched."""

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    organiser = models.CharField(max_length=30, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
    targets = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="launch_by_place")]


class Pledge(Entry):
    """A collective, household or number of individuals that registered for a launch, or signed an emulation pact."""

    launch = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    signed_on = models.DateField()
    collectives = models.PositiveIntegerField(null=True)
    individuals = models.PositiveIntegerField(null=True)
    aims = models.CharField(max_length=40, blank=True)
    content = models.TextField(blank=True)
    result = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-signed_on"], name="pledge_by_place")]


class AwardBudget(Entry):
    """What a place plans to spend on rewards in a year, by source."""

    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=30)
    planned = models.PositiveBigIntegerField()
    approved_on = models.DateField()
    document = models.CharField(max_length=300)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "year"], name="award_budget_by_place")]


class ProposalPaper(models.Model):
    """A paper of a proposal's dossier: a file, or where the paper itself lies."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    """Code of the checklist."""
    file = models.ForeignKey(RecordFile, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    """Number and day of a paper that is not in the system."""
    added_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record", "code"], name="paper_of_proposal")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.code}"


class AwardRule(models.Model):
    """What a province settles about councils, deadlines and dossiers, from a day until the next rule begins."""

    province = models.ForeignKey(Place, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    instrument = models.CharField(max_length=300)
    threshold_percent = models.PositiveSmallIntegerField()
    threshold_base = models.CharField(max_length=10)
    quorum_numerator = models.PositiveSmallIntegerField()
    quorum_denominator = models.PositiveSmallIntegerField()
    days_before_event = models.PositiveSmallIntegerField(null=True)
    year_end_by = models.CharField(max_length=5, blank=True)
    """Month and day: "12-10"."""
    full_council = models.JSONField(default=list)
    standing_council = models.JSONField(default=list)
    most_thematic = models.PositiveSmallIntegerField(null=True)
    round_years = models.BooleanField(default=False)
    extra_papers = models.JSONField(default=list)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "valid_from"], name="one_award_rule_a_day")]

    def __str__(self) -> str:
        return f"{self.province_id} ({self.valid_from})"


class AwardDecision(models.Model):
    """A decision over one recipient or many: its number, day and document, and the source that pays."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    """Where the authority sits, or whose office entered the decision of an authority elsewhere."""
    place_path = models.CharField(max_length=200, db_index=True)
    form = models.CharField(max_length=40)
    authority = models.CharField(max_length=40)
    symbol = models.CharField(max_length=80)
    decided_on = models.DateField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    """None where the decision was issued elsewhere."""
    budget_source = models.CharField(max_length=30, blank=True)
    money = models.PositiveBigIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    """How many of its awards have no amount that can be concluded."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["place_path", "-decided_on"], name="award_decision_by_place")]

    def __str__(self) -> str:
        return self.symbol


class AwardDecisionItem(models.Model):
    """One award of a decision, with its number in the book of awards."""

    decision = models.ForeignKey(AwardDecision, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    proposal = models.ForeignKey(Record, models.PROTECT, related_name="+")
    award = models.ForeignKey(Record, models.PROTECT, related_name="+")
    book_year = models.PositiveSmallIntegerField()
    book_number = models.PositiveIntegerField()
    book_path = models.CharField(max_length=200)
    """Whose book: the place of the decision."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book_path", "book_year", "book_number"], name="one_number_in_the_book"),
            models.UniqueConstraint(fields=["proposal", "decision"], name="decided_once_in_a_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.position}"


class PrintStock(models.Model):
    """Where texts stand on a province's pre-printed stock for a form; a new measure is a new row."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    fields = models.JSONField()
    """As in the packs: field, x, y, width, size, align, bold, italic, caps."""
    shift_x = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    shift_y = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    """By how much the printer is off, in millimetres."""
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "form"], condition=models.Q(superseded_at__isnull=True), name="one_stock_a_form"
            )
        ]

    def __str__(self) -> str:
        return self.name
