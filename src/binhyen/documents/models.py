"""Official documents: frozen content, numbers from registers, renditions kept by hash."""

from django.db import models

from binhyen.documents.rules.attachments import Relation
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.files.models import Blob


class NumberRegister(models.Model):
    """One series of numbers: an issuing body, a scheme (per document type or pooled), a year. Never reused."""

    issuer_code = models.CharField(max_length=60)
    scheme = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)
    """Latest date on which a number was taken: numbers follow dates."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer_code", "scheme", "year"], name="one_register_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_code} {self.scheme} {self.year}"


class Document(models.Model):
    """A letter. `content` is the whole letter as frozen data; bytes are rendered from it when first opened."""

    kind = models.CharField(max_length=12)
    """Code of the decreed type: QD, BC, TTr, BB, GCN …"""
    state = models.CharField(max_length=10, choices=[(s, s) for s in DocumentState], default=DocumentState.DRAFT)
    issuer_code = models.CharField(max_length=60)
    issuer_name = models.CharField(max_length=200)
    register = models.ForeignKey(NumberRegister, models.PROTECT, null=True, related_name="documents")
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=80, blank=True)
    """Number and sign as printed, "12/QĐ-UBND"; a number of the e-office is kept as it came."""
    external = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    """Year of the date of issue, within which a symbol is used once."""
    issued_on = models.DateField(null=True)
    title = models.CharField(max_length=500)
    fold = models.CharField(max_length=700, blank=True)
    """Symbol and title without diacritics, for searching."""
    signer = models.CharField(max_length=200, blank=True)
    sent_to = models.TextField(blank=True)
    """Recipients, one a line."""
    kept_at = models.CharField(max_length=200, blank=True)
    copies = models.PositiveIntegerField(null=True)
    late_reason = models.CharField(max_length=500, blank=True)
    """Why a number was taken on a date before that of the number before it."""
    content = models.JSONField()
    layout = models.CharField(max_length=20)
    """Version of the layout the content is rendered with."""
    content_hash = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=40, unique=True)
    """Unguessable word in the public verification address."""
    place_path = models.CharField(max_length=200, db_index=True)
    demonstration = models.BooleanField(default=False)
    scan = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    created_by_account = models.BigIntegerField()
    created_by_post = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"],
                condition=models.Q(number__isnull=False),
                name="number_used_once",
            ),
            models.UniqueConstraint(
                fields=["issuer_code", "symbol", "year"],
                condition=~models.Q(symbol=""),
                name="symbol_used_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | (
                    models.Q(issued_on__isnull=False, year__isnull=False)
                    & ~models.Q(symbol="")
                    & ~models.Q(content_hash="")
                ),
                name="issued_is_complete",
            ),
        ]
        indexes = [
            models.Index(fields=["issuer_code", "-issued_on"], name="document_of_issuer"),
            models.Index(fields=["year", "-issued_on", "-id"], name="document_of_year"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol or self.kind}: {self.title}"


class Citation(models.Model):
    """One document rests on another: a certificate on its decision, a decision on the council's minutes."""

    citing = models.ForeignKey(Document, models.CASCADE, related_name="cites")
    cited = models.ForeignKey(Document, models.PROTECT, related_name="cited_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["citing", "cited"], name="cited_once")]

    def __str__(self) -> str:
        return f"{self.citing_id} → {self.cited_id}"


class Rendition(models.Model):
    """The bytes of an issued document in one format, kept by hash from the first opening on."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=5)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    rendered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "format"], name="one_rendition_a_format")]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.format}"


class AttachedFile(models.Model):
    """A file that the PDF of a document carries inside itself; the document's hash covers it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="attached")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=60)
    description = models.CharField(max_length=200, blank=True)
    relation = models.CharField(max_length=10, choices=[(r, r) for r in Relation], default=Relation.DATA)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "name"], name="attached_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.name}"


class SignedCopy(models.Model):
    """The PDF of a document with one more digital signature in it, kept by hash. The last one holds them all."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="signed_copies")
    position = models.PositiveSmallIntegerField()
    """Counts the signatures from 1."""
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    signer = models.CharField(max_length=300)
    """Whom the certificate names."""
    certified_by = models.CharField(max_length=300)
    """Who made the certificate."""
    certificate = models.CharField(max_length=64)
    """SHA-256 of the certificate."""
    trial = models.BooleanField(default=False)
    """Made with a key for trying, which binds nobody."""
    signed_at = models.DateTimeField()
    by_account = models.BigIntegerField()
    by_post = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="one_signature_a_position")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.signer}"
