"""Places: identities, their dated versions, and how they became one another."""

from django.db import models

from binhyen.places.rules.kinds import PlaceKind, Tier


class Place(models.Model):
    """The identity of an administrative unit or residential area, whatever it was called when."""

    tier = models.CharField(max_length=10, choices=[(t, t) for t in Tier])
    slug = models.SlugField(max_length=80, blank=True)
    """Short name for commands and addresses ("lang-son"); provinces have one, others may."""

    class Meta:
        indexes = [
            models.Index(fields=["tier"], name="place_of_tier"),
            models.Index(fields=["slug"], name="place_of_slug"),
        ]

    def __str__(self) -> str:
        return self.slug or str(self.pk)


class PlaceVersion(models.Model):
    """What a place was from `valid_from` until the day before `valid_to` (None: still)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    code = models.CharField(max_length=12)
    """Official code as a string (2, 3 or 5 digits); residential areas have local codes."""
    name = models.CharField(max_length=120)
    """Proper name without its kind: "Kỳ Lừa"; numbers stay as written: "1"."""
    kind = models.CharField(max_length=20, choices=[(k, k) for k in PlaceKind])
    parent = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=200, db_index=True)
    fold = models.CharField(max_length=160, db_index=True)
    """Full name without diacritics, for searching."""
    sort_key = models.CharField(max_length=500)
    instrument = models.CharField(max_length=300, blank=True)
    """The resolution or decision by which this version began."""
    inferred = models.BooleanField(default=False)
    """The day is not known: this is the first layer that shows it."""
    source = models.CharField(max_length=80)
    """Package and version, or the document, that the data came from."""
    head_name = models.CharField(max_length=120, blank=True)
    head_term_to = models.DateField(null=True)
    households = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "valid_from"], name="one_version_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="version_lasts",
            ),
        ]
        indexes = [
            models.Index(fields=["code", "valid_from"], name="version_of_code"),
            models.Index(fields=["parent", "valid_from"], name="version_of_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Lineage(models.Model):
    """`from_place` became `to_place`, wholly (share 1), in a known part, or in a part that is not known (None)."""

    from_place = models.ForeignKey(Place, models.CASCADE, related_name="became")
    to_place = models.ForeignKey(Place, models.CASCADE, related_name="came_from")
    on = models.DateField()
    share = models.DecimalField(max_digits=9, decimal_places=8, null=True)
    instrument = models.CharField(max_length=300, blank=True)
    inferred = models.BooleanField(default=False)
    """Concluded from names and codes of two layers; the text of the resolution was not read."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["from_place", "to_place", "on"], name="one_step_a_day")]

    def __str__(self) -> str:
        return f"{self.from_place_id} → {self.to_place_id} ({self.on})"


class LoadedLayer(models.Model):
    """Which layer of the country's map was loaded, from which package and version."""

    name = models.CharField(max_length=40, unique=True)
    package = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    as_of = models.DateField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.package} {self.version}"


class OutlineLayer(models.Model):
    """Boundaries of all places of a tier as they were on a day, from a file that an operator imported."""

    tier = models.CharField(max_length=10, choices=[(t, t) for t in Tier])
    as_of = models.DateField()
    source = models.CharField(max_length=300)
    """Whose data it is, as it is printed under maps."""
    licence = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tier", "as_of"], name="one_outline_layer_a_day")]

    def __str__(self) -> str:
        return f"{self.tier} {self.as_of}: {self.source}"


class Outline(models.Model):
    """The simplified boundary of a place: rings of longitude and latitude, the last point leading to the first."""

    layer = models.ForeignKey(OutlineLayer, models.CASCADE, related_name="outlines")
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    rings = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["layer", "place"], name="one_outline_of_a_place")]

    def __str__(self) -> str:
        return f"{self.layer_id}: {self.place_id}"
