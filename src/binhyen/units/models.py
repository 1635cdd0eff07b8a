"""Units as subjects, who represents them, committees with their meetings and ballots."""

from django.db import models

from binhyen.accounts.models import Post
from binhyen.files.models import Blob
from binhyen.places.models import Place
from binhyen.units.rules.committees import MeetingState, MemberRole
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind
from binhyen.units.rules.voting import Choice, VoteBase


class Kind(models.Model):
    """A kind of unit: the five of the circular, and those a province adds (a religious establishment, say)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    treated_as = models.CharField(max_length=20, choices=[(k, k) for k in UnitKind])
    """Whose criteria the kind is held to."""
    province = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    """The province that added it; None for the law's own."""
    instrument = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class ProvinceSetting(models.Model):
    """What a province settles, from `valid_from` until the day before `valid_to`, where the circular leaves it open."""

    province = models.ForeignKey(Place, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    mixed_schools = models.BooleanField()
    """Do schools that also teach primary classes take part?"""
    instrument = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "valid_from"], name="one_province_setting_a_day")]

    def __str__(self) -> str:
        return f"{self.province_id} ({self.valid_from})"


class Unit(models.Model):
    """Something that can be recognised: a place as a subject, or an organisation standing in a commune."""

    kind = models.ForeignKey(Kind, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    fold = models.CharField(max_length=240, db_index=True)
    sort_key = models.CharField(max_length=120)
    """The first letters of the name in dictionary order: enough to sort by."""
    code = models.CharField(max_length=40, blank=True)
    """Local or agency code as a string."""
    address = models.CharField(max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    """The place that the unit is, or the commune in which it stands."""
    place_path = models.CharField(max_length=200, db_index=True)
    managing_level = models.CharField(max_length=10, choices=[(m, m) for m in ManagingLevel])
    delegated_to_commune = models.BooleanField(default=False)
    enterprise_size = models.CharField(max_length=8, choices=[(s, s) for s in EnterpriseSize], blank=True)
    highest_level = models.CharField(max_length=20, choices=[(s, s) for s in SchoolLevel], blank=True)
    teaches_primary = models.BooleanField(default=False)
    """The school has classes up to primary as well: the province says whether mixed schools take part."""
    armed_forces = models.BooleanField(default=False)
    has_party_organisation = models.BooleanField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    instrument = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind"],
                condition=models.Q(kind__in=["residential_area", "commune"]),
                name="a_place_is_one_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "place_path"], name="unit_of_kind"),
            models.Index(fields=["sort_key", "id"], name="unit_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitVersion(models.Model):
    """What a unit was from `valid_from` until the day before `valid_to` (None: still). `Unit` repeats the last one."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    name = models.CharField(max_length=200)
    managing_level = models.CharField(max_length=10, choices=[(m, m) for m in ManagingLevel])
    delegated_to_commune = models.BooleanField(default=False)
    enterprise_size = models.CharField(max_length=8, choices=[(s, s) for s in EnterpriseSize], blank=True)
    highest_level = models.CharField(max_length=20, choices=[(s, s) for s in SchoolLevel], blank=True)
    teaches_primary = models.BooleanField(default=False)
    armed_forces = models.BooleanField(default=False)
    has_party_organisation = models.BooleanField(null=True)
    instrument = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="one_unit_version_a_day")]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from})"


class Representation(models.Model):
    """A post speaks for a unit, from a day until the day before `valid_to`."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="representations")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="representations")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "unit", "valid_from"], name="one_voice_a_day")]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.unit_id}"


class Committee(models.Model):
    """A steering committee or council of a place: who appraises and votes, and how it signs."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=200, db_index=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=40)
    sign_suffix = models.CharField(max_length=20, default="BCĐ")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    instrument = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.short_name


class Membership(models.Model):
    """A post sits on a committee; "kiện toàn" closes old rows and opens new ones, never edits."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(r, r) for r in MemberRole])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    instrument = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.post_id} in {self.committee_id}"


class Meeting(models.Model):
    """A sitting of a committee that votes."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    subject = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=[(s, s) for s in MeetingState], default=MeetingState.CALLED)
    members_total = models.PositiveSmallIntegerField()
    quorum_percent = models.PositiveSmallIntegerField()
    paper_minutes = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """Signed paper minutes: equal to the electronic vote."""
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.subject} ({self.held_on})"


class Presence(models.Model):
    """A member was there (or voted on paper while absent)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.membership_id} at {self.meeting_id}"


class Motion(models.Model):
    """One question put to the vote, about one subject or about many at once."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="motions")
    title = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    """Where what is voted on can be read."""
    secret = models.BooleanField(default=False)
    threshold_numerator = models.PositiveSmallIntegerField()
    threshold_denominator = models.PositiveSmallIntegerField()
    threshold_strict = models.BooleanField(default=False)
    """More than the share is needed ("quá nửa"), not just the share."""
    base = models.CharField(max_length=8, choices=[(b, b) for b in VoteBase], default=VoteBase.PRESENT)
    """Of whom the threshold is a share."""
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    in_favour = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    base_count = models.PositiveSmallIntegerField(null=True)
    """Of how many the threshold was a share when the vote was closed."""
    present_count = models.PositiveSmallIntegerField(null=True)
    """How many took part when the vote was closed."""
    carried = models.BooleanField(null=True)
    on_paper = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class MotionSubject(models.Model):
    """What a motion is about, named without a foreign key up. A subject is put once a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="subjects")
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="subjects")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "subject_type", "subject_id"], name="put_once_a_meeting")
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="motion_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id}"


class Participation(models.Model):
    """A member has voted on a motion. For a secret ballot this is all that is known of the person."""

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="participations")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recused = models.BooleanField(default=False)
    """Declared an interest and took no part."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["motion", "membership"], name="votes_once")]

    def __str__(self) -> str:
        return f"{self.membership_id} voted on {self.motion_id}"


class Ballot(models.Model):
    """A ballot paper. A secret one carries no member, no time and a random key, dealt anew with every vote."""

    key = models.CharField(max_length=32, primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="ballots")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    """Named ballots only."""
    choice = models.CharField(max_length=8, choices=[(c, c) for c in Choice])

    def __str__(self) -> str:
        return f"{self.motion_id}: {self.choice}"
