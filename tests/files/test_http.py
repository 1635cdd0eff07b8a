"""Files are handed out so that no browser runs them."""

import io

import pytest

from binhyen.files.actions import receive, store_bytes
from binhyen.files.http import serve_blob, serve_preview
from binhyen.files.models import ScanState
from binhyen.kernel.findings import Refused
from tests.files.conftest import AT, LAN, pdf, picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content", "inline", "disposition"),
    [
        ("a.pdf", pdf(), False, 'attachment; filename="a.pdf"'),
        ("a.pdf", pdf(), True, 'inline; filename="a.pdf"'),
        ("Nghị quyết.pdf", pdf(), False, "attachment; filename*=utf-8''Ngh%E1%BB%8B%20quy%E1%BA%BFt.pdf"),
    ],
)
def test_headers_keep_the_browser_still(name: str, content: bytes, inline: bool, disposition: str) -> None:
    blob = receive(stream=io.BytesIO(content), name=name, by=LAN, at=AT).blob
    response = serve_blob(blob, name=name, inline=inline)
    assert response["Content-Disposition"] == disposition
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    response.close()


def test_what_is_neither_picture_nor_pdf_is_never_shown_in_place() -> None:
    blob = store_bytes(content=b"<script>", media_type="text/html", at=AT)
    response = serve_blob(blob, name="a.html", inline=True)
    assert response["Content-Disposition"].startswith("attachment")
    response.close()


def test_infected_files_are_refused() -> None:
    blob = store_bytes(content=b"x", media_type="text/plain", at=AT)
    blob.state = ScanState.INFECTED
    with pytest.raises(Refused):
        serve_blob(blob, name="x")
    with pytest.raises(Refused):
        serve_preview(blob)


def test_a_preview_is_a_picture_or_nothing() -> None:
    blob = receive(stream=io.BytesIO(picture()), name="a.jpg", by=LAN, at=AT).blob
    response = serve_preview(blob)
    assert response["Content-Type"] == "image/png"
    response.close()
    assert serve_preview(store_bytes(content=b"x", media_type="text/plain", at=AT)).status_code == 404
