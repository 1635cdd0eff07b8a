"""Texts that are ready to be read out, printed or sent, in the language in which they are heard."""

from django.db import models

from binhyen.registers.models import Entry


class Material(Entry):
    """A poster's or loudspeaker's text of a place, or a speaker's translation of a text that ships with the system."""

    name = models.CharField(max_length=300)
    medium = models.CharField(max_length=20)
    topic = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=20)
    translates = models.CharField(max_length=30, blank=True)
    """Code of the shipped text that this one says in another language."""
    text = models.TextField()
    checked_by = models.CharField(max_length=200, blank=True)
    """The post that read the translation over."""
    since = models.DateField()

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["place_path", "-since"], name="material_by_place")]
