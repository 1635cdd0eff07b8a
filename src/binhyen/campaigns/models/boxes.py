"""Suggestion boxes with their openings, and what villages agreed on."""

from django.db import models

from binhyen.registers.models import Entry, Record


class Box(Entry):
    """A suggestion box in a village, a school, an office; or many that an old summary writes as one."""

    name = models.CharField(max_length=300)
    venue = models.CharField(max_length=300, blank=True)
    unit_kind = models.CharField(max_length=20, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=300, blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="box_by_place")]


class BoxOpening(Entry):
    """A box opened by two posts: how many letters of which kind. Never a text, never a person."""

    box = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    first_post = models.CharField(max_length=200)
    second_post = models.CharField(max_length=200)
    minutes_number = models.CharField(max_length=100, blank=True)
    suggestions = models.PositiveIntegerField(null=True)
    passed_on = models.PositiveIntegerField(null=True)

    class Meta(Entry.Meta):
        indexes = [
            models.Index(fields=["place_path", "-since"], name="opening_by_place"),
            models.Index(fields=["box", "-since"], name="opening_of_box"),
        ]


class Convention(Entry):
    """What a village agreed on with each other (hương ước, quy ước), approved by a decision."""

    name = models.CharField(max_length=300)
    since = models.DateField()
    way = models.CharField(max_length=20, blank=True)
    document = models.CharField(max_length=300)
    approved_by = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=20, blank=True)
    gist = models.TextField(blank=True)

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="convention_by_place")]
