"""The files that the PDF of a signed report carries: its figures as JSON and CSV, and the schema that explains them."""

from binhyen.documents.rules.attachments import Attached, Relation
from binhyen.narrative.rules.figures_as_data import CSV_NAME, JSON_NAME, SCHEMA_NAME, schema_bytes, to_csv, to_json
from binhyen.narrative.rules.figures_of_report import ReportFigures


def carried_files(figures: ReportFigures) -> tuple[Attached, ...]:
    """Return the figures of a report as files, the one that is read first in front. Nothing for a report of words."""
    if not figures.figures:
        return ()
    return (
        Attached(JSON_NAME, to_json(figures), "application/json", "Số liệu của báo cáo, để máy đọc"),
        Attached(CSV_NAME, to_csv(figures), "text/csv", "Số liệu của báo cáo, dạng bảng"),
        Attached(
            SCHEMA_NAME, schema_bytes(), "application/schema+json", "Lược đồ của tệp số liệu", Relation.SUPPLEMENT
        ),
    )
