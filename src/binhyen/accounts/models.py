"""Accounts, posts and who holds which post when. Rights belong to posts, authorship to accounts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from binhyen.kernel.actors import Role
from binhyen.places.models import Place


class Account(AbstractBaseUser):
    """A person who signs in. No e-mail, no telephone, no identity number."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    fold = models.CharField(max_length=200)
    """Account name and full name without diacritics, for searching."""
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(null=True)
    """When the account's own person chose the password; None while it is a printed one."""
    demonstration = models.BooleanField(default=False)
    """Its password is printed; a system check refuses such accounts outside the demonstration."""
    last_seen_at = models.DateTimeField(null=True)
    """The day's first page: what the rule of 45 days counts from. No trace of single visits."""
    created_at = models.DateTimeField()

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username


class FormerPassword(models.Model):
    """The hash of a password that an account had: a new one is compared with the last ten, and older ones go."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="former_passwords")
    hash = models.CharField(max_length=128)
    left_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"former password of {self.account_id}"


class Post(models.Model):
    """A desk: a role at a place, from a day until the day before `valid_to`."""

    role = models.CharField(max_length=24, choices=[(r, r) for r in Role])
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    """As it is signed and shown: "Chủ tịch UBND xã"."""
    agency = models.CharField(max_length=160, blank=True)
    """The department or association of a department or association officer."""
    authority = models.CharField(max_length=5, blank=True)
    """Acting signers sign "KT.", "TL." or "TUQ."; empty for one who signs in own right."""
    acts_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="acting")
    """The post in whose place an acting signer signs."""
    instrument = models.CharField(max_length=300, blank=True)
    """The decision, regulation or written mandate that the post rests on."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="post_lasts",
            ),
            models.CheckConstraint(
                condition=models.Q(authority="", acts_for__isnull=True)
                | (~models.Q(authority="") & models.Q(acts_for__isnull=False)),
                name="acting_post_acts_for_one",
            ),
        ]
        indexes = [models.Index(fields=["place", "role"], name="post_of_place")]

    def __str__(self) -> str:
        return f"{self.title} ({self.place_id})"


class Holding(models.Model):
    """An account holds a post from a day until the day before `valid_to`."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "post", "valid_from"], name="one_holding_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="holding_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} @ {self.post_id}"


class ApiToken(models.Model):
    """A key by which a program acts as an account at its post. Of the secret only its SHA-256 is kept.

    It hangs on the holding, not on the post: when the account leaves the post the key is dead for good, even if the
    account comes back to the same desk later.
    """

    holding = models.ForeignKey(Holding, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    """Which program uses it: "Phần mềm một cửa"."""
    prefix = models.CharField(max_length=12)
    """The first signs of the secret, by which its owner tells it from others."""
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200)
    """What it may be used for, separated by spaces."""
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    """The last day on which it works."""
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    """The day of its last use; no trace of single requests."""

    def __str__(self) -> str:
        return self.prefix
