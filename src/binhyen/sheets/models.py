"""What was learnt about people's workbooks: which of their headers is which of our columns."""

from django.db import models


class ColumnMap(models.Model):
    """A place's own header for one column of one kind of table, remembered for the next workbook."""

    purpose = models.CharField(max_length=60)
    """The table it belongs to: "units.units"."""
    place_path = models.CharField(max_length=200)
    header = models.CharField(max_length=200)
    """Header without diacritics, case and signs."""
    column = models.CharField(max_length=60)
    remembered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "place_path", "header"], name="header_means_one_column"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.header} → {self.column}"
