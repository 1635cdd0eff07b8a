"""Rounds, dossiers with their answers, appraisals and decisions. Who acted is kept as ids, like in the log."""

from django.db import models

from binhyen.documents.models import Document
from binhyen.files.models import Blob
from binhyen.places.models import Place
from binhyen.recognition.rules.lifecycle import DecisionKind, Outcome, PackState, State
from binhyen.recognition.rules.model import Verdict
from binhyen.registers.models import Entry as RegisterEntry
from binhyen.units.models import Unit
from binhyen.units.rules.kinds import ManagingLevel, UnitKind

_VERDICTS = [(one, one) for one in Verdict]


class PackVersion(models.Model):
    """A rule pack as it was put in use. What a dossier was measured by is never edited."""

    code = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    province = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    """The province whose additions it holds; None for the law's own."""
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=[(s, s) for s in PackState], default=PackState.DRAFT)
    valid_from = models.DateField()
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    created_by_account = models.BigIntegerField()
    created_at = models.DateTimeField()
    activated_by_account = models.BigIntegerField(null=True)
    activated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version", "province"], name="one_version_of_a_province"),
            models.UniqueConstraint(
                fields=["code", "version"], condition=models.Q(province__isnull=True), name="one_version_of_the_law"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Round(models.Model):
    """A province's recognition year."""

    province = models.ForeignKey(Place, models.PROTECT, related_name="+")
    province_path = models.CharField(max_length=200, db_index=True)
    year = models.PositiveSmallIntegerField()
    settings = models.JSONField()
    opened_at = models.DateTimeField()
    registration_closed_at = models.DateTimeField(null=True)
    held_by = models.CharField(max_length=300, blank=True)
    """The instrument (an inspection, a lawsuit) that forbids erasing the round's evidence; empty: none does."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "year"], name="one_round_a_year")]

    def __str__(self) -> str:
        return f"{self.province_id} {self.year}"


class Dossier(models.Model):
    """One unit in one round. Name, place and kind are those on the round's map, and stay."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers")
    name = models.CharField(max_length=200)
    fold = models.CharField(max_length=240)
    sort_key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in UnitKind])
    """Whose criteria the unit is held to."""
    report_kind = models.CharField(max_length=40)
    """What reports count it as: ward, township …, or a kind that the province added."""
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    commune = models.ForeignKey(Place, models.PROTECT, related_name="+")
    """The commune that the unit is, lies or stands in."""
    managing_level = models.CharField(max_length=10, choices=[(m, m) for m in ManagingLevel])
    delegated = models.BooleanField(default=False)
    decider_level = models.CharField(max_length=10, choices=[(m, m) for m in ManagingLevel], blank=True)
    decider = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    decider_path = models.CharField(max_length=200, db_index=True, blank=True)
    pack = models.ForeignKey(PackVersion, models.PROTECT, related_name="dossiers")
    state = models.CharField(max_length=14, choices=[(s, s) for s in State], default=State.OPENED)
    scope_code = models.CharField(max_length=80, blank=True)
    """Code of the exclusion, for a unit outside the circular; the article is in `scope_source`."""
    scope_source = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=16, choices=_VERDICTS, default=Verdict.CANNOT_CONCLUDE)
    """What the engine says of the unit's own answers."""
    appraised_verdict = models.CharField(max_length=16, choices=_VERDICTS, blank=True)
    result = models.CharField(max_length=16, choices=[(o, o) for o in Outcome], blank=True, default=Outcome.NONE)
    registered_on = models.DateField(null=True)
    late_reason = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submit_note = models.CharField(max_length=1000, blank=True)
    appraised_at = models.DateTimeField(null=True)
    carried = models.BooleanField(null=True)
    """How the council voted, where it did."""
    decided_on = models.DateField(null=True)
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    on_behalf = models.BooleanField(default=False)
    """Entered by the office from the unit's signed paper."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_dossier_a_round"),
            models.CheckConstraint(
                condition=models.Q(result="") | models.Q(state=State.DECIDED), name="a_result_is_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "kind", "state", "result"], name="dossier_of_kind"),
            models.Index(fields=["round", "commune", "kind", "state", "result"], name="dossier_of_commune"),
            models.Index(fields=["round", "sort_key", "id"], name="dossier_by_name"),
            models.Index(fields=["round", "state", "sort_key", "id"], name="dossier_of_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.round_id})"


class Answer(models.Model):
    """What a unit says of one criterion, and what its appraiser says."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    judgement = models.CharField(max_length=16, choices=_VERDICTS, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    """Number of the competent body's conclusion, for what is stored as one conclusion."""
    explanation = models.TextField(max_length=4000, blank=True)
    verdict = models.CharField(max_length=16, choices=_VERDICTS, default=Verdict.CANNOT_CONCLUDE)
    version = models.PositiveIntegerField(default=1)
    updated_by_account = models.BigIntegerField()
    updated_by_post = models.BigIntegerField()
    updated_at = models.DateTimeField()
    on_behalf = models.BooleanField(default=False)
    carried_over = models.BooleanField(default=False)
    """Copied from last year and not confirmed yet."""
    appraiser_verdict = models.CharField(max_length=16, choices=_VERDICTS, blank=True)
    appraiser_note = models.CharField(max_length=1000, blank=True)
    appraised_by_account = models.BigIntegerField(null=True)
    appraised_by_post = models.BigIntegerField(null=True)
    appraised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "criterion"], name="one_answer_a_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion} ({self.dossier_id})"


class AnswerRevision(models.Model):
    """An answer as it was saved: nobody's text is lost."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    judgement = models.CharField(max_length=16, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    explanation = models.TextField(blank=True)
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    at = models.DateTimeField()
    on_behalf = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="one_revision_a_version")]

    def __str__(self) -> str:
        return f"{self.answer_id} v{self.version}"


class Evidence(models.Model):
    """A file that an answer rests on. Removing it hides it; the row and the bytes' hash stay."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """Code of the declared kind: a resolution, a report, a registration … never a list of households."""
    name = models.CharField(max_length=200)
    evidence_date = models.DateField(null=True)
    received_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    carried_over = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)
    """Why the file was taken off the answer, in the words of whoever did."""

    def __str__(self) -> str:
        return f"{self.name} ({self.answer_id})"


class RemarkKind(models.TextChoices):
    """What a remark is. Units never see internal ones."""

    QUESTION = "question"
    MUST_FIX = "must_fix"
    REPLY = "reply"
    INTERNAL = "internal"


class Remark(models.Model):
    """One voice in the thread of a criterion ("" for the whole dossier)."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="remarks")
    criterion = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=8, choices=RemarkKind)
    text = models.TextField(max_length=2000)
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by_account = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["dossier", "criterion", "at"], name="remark_of_criterion")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.dossier_id})"


class AppraisalState(models.TextChoices):
    """An appraiser declares first, then concludes; one with a conflict of interest stands back."""

    DECLARED = "declared"
    RECUSED = "recused"
    CONCLUDED = "concluded"


class Appraisal(models.Model):
    """What one appraiser declares and concludes on one dossier, for its submission of that number."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="appraisals")
    account = models.BigIntegerField()
    post = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=AppraisalState)
    declared_at = models.DateTimeField()
    verdict = models.CharField(max_length=16, choices=_VERDICTS, blank=True)
    note = models.CharField(max_length=2000, blank=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "account"], name="one_appraisal_a_person")]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.state}"


class Decision(models.Model):
    """A decision by an authority, over one dossier or many under one number."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in DecisionKind])
    authority_level = models.CharField(max_length=10, choices=[(m, m) for m in ManagingLevel])
    authority = models.ForeignKey(Place, models.PROTECT, related_name="+")
    authority_path = models.CharField(max_length=200, db_index=True)
    decided_on = models.DateField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["round", "-decided_on", "-id"], name="decision_of_round")]

    def __str__(self) -> str:
        return f"{self.kind} {self.document_id}"


class DecisionItem(models.Model):
    """What a decision says of one dossier."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decision_items")
    outcome = models.CharField(max_length=16, choices=[(o, o) for o in Outcome])
    ground = models.CharField(max_length=500, blank=True)
    certificate = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "dossier"], name="named_once_a_decision")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.dossier_id} {self.outcome}"


class Appeal(models.Model):
    """A unit's appeal against a decision; another appraiser than the first looks at it again."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="appeals")
    against = models.ForeignKey(DecisionItem, models.PROTECT, related_name="appeals")
    grounds = models.TextField(max_length=4000)
    filed_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    reviewer_account = models.BigIntegerField(null=True)
    reviewer_post = models.BigIntegerField(null=True)
    review_verdict = models.CharField(max_length=16, choices=_VERDICTS, blank=True)
    review_note = models.CharField(max_length=2000, blank=True)
    """What the second appraiser says of the whole; opinions on criteria stand with the answers."""
    reviewed_at = models.DateTimeField(null=True)
    outcome = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(outcome__isnull=True), name="one_open_appeal"
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.dossier_id}"


class Extension(models.Model):
    """A later day for one dossier, or for a kind below a place: with its reason, for all to see."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="extensions")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="extensions")
    kind = models.CharField(max_length=20, blank=True)
    place_path = models.CharField(max_length=200, db_index=True)
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.place_path} {self.kind} → {self.due_on}"


class OtherResult(models.Model):
    """A separate result that takes recognition as evidence: new-rural security, civilised urban, movement grade."""

    pack = models.ForeignKey(PackVersion, models.PROTECT, related_name="+")
    pack_code = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    year = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=16, choices=_VERDICTS, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    basis = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    recorded_on = models.DateField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack_code", "unit", "year"], name="one_other_result_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.pack_code} {self.unit_id} {self.year}"


class PastResult(RegisterEntry):
    """What a decision of an earlier year said of one unit, or of many together, from an office's list."""

    year = models.PositiveSmallIntegerField()
    unit_kind = models.CharField(max_length=20)
    managing_level = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=300)
    """Of the unit as the list writes it, or of what is summed up."""
    result = models.CharField(max_length=16, blank=True)
    decided_on = models.DateField()
    decision = models.CharField(max_length=80, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta(RegisterEntry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-decided_on"], name="past_result_by_place"),
            models.Index(fields=["year", "place_path"], name="past_result_of_year"),
        ]
