"""Blobs: bytes stored once by their hash. Who may read one is asked of the record that owns it."""

from enum import StrEnum

from django.db import models


class ScanState(StrEnum):
    """Where a blob stands with the virus scanner."""

    QUARANTINED = "quarantined"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


class Blob(models.Model):
    """Bytes on disk under `ab/cd/<sha256>`. There is no page that takes a hash: no guessing."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    state = models.CharField(max_length=12, choices=[(s, s) for s in ScanState], default=ScanState.QUARANTINED)
    has_preview = models.BooleanField(default=False)
    pages = models.PositiveIntegerField(null=True)
    received_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    """Set when retention removed the bytes; hash and size stay."""

    def __str__(self) -> str:
        return self.sha256[:12]
