"""How files of boards leave."""

from django.http import HttpResponse

from binhyen.analytics.components.files import FileOf, write_file


def send_file(table: FileOf, kind: str, name: str) -> HttpResponse:
    """Answer with a table as a file."""
    content, media_type = write_file(table, kind)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
