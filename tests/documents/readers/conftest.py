"""Most tests open documents in their own process, which is fast; those that ask for `limited` open them as pages do."""

from pathlib import Path

import pytest

from binhyen.documents.readers import asking
from binhyen.documents.readers.handing import packed, unpacked
from binhyen.documents.readers.opening import opened
from binhyen.documents.rules.reading import Contents, DocumentKind


def near(kind: DocumentKind, path: Path) -> Contents:
    return unpacked(packed(opened(kind, path)).encode())


@pytest.fixture
def limited() -> None:
    """A document is opened in a limited process of its own."""


@pytest.fixture(autouse=True)
def opened_near(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "limited" not in request.fixturenames:
        monkeypatch.setattr(asking, "_opened", near)
