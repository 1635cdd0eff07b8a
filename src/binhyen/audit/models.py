"""The log and its seals. No foreign keys: the log outlives what it speaks of."""

from django.db import models

from binhyen.database.fields import WritingTransaction


class Entry(models.Model):
    """What was done, by which account at which post, to which subject. Ids and codes, never names or text."""

    at = models.DateTimeField()
    account_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    place_path = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    xid = models.BigIntegerField(null=True, editable=False, db_default=WritingTransaction())
    """The transaction that wrote it, by which a follower of the log knows what it has not seen. Not sealed.

    Filled by PostgreSQL; None on SQLite, where one writes at a time and the number says enough.
    """

    class Meta:
        indexes = [
            models.Index(fields=["xid"], name="entry_of_transaction"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="entry_of_subject"),
            models.Index(fields=["account_id", "id"], name="entry_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type}:{self.subject_id}"


class Seal(models.Model):
    """One link of the chain: the hash of an entry together with the hash before it."""

    sequence = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence}: {self.hash[:12]}"
