"""Counts of support, by place and span of days, each with the document that it rests on. Never a name."""

from django.db import models

from binhyen.registers.models import Entry


class ReintegrationCount(Entry):
    """How many people were educated, helped and lent to after prison in a place within some days."""

    since = models.DateField()
    until = models.DateField()
    document = models.CharField(max_length=300)
    org = models.CharField(max_length=30, blank=True)
    unit_projects = models.PositiveIntegerField(null=True)
    unit_amount = models.PositiveBigIntegerField(null=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="reintegration_by_place")]


class HandoverCount(Entry):
    """What was handed in or gathered in a place within some days: by kind, each in its own unit."""

    since = models.DateField()
    until = models.DateField()
    document = models.CharField(max_length=300)
    way = models.CharField(max_length=20, blank=True)
    gun_kind = models.CharField(max_length=20, blank=True)
    melee_kind = models.CharField(max_length=20, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="handover_by_place")]
