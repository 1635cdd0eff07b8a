"""The reference is written from the code, and is up to date."""

import pytest

from binhyen.workshop.rules.reference import PAGES
from tests.architecture.conftest import ROOT


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_up_to_date(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "Run `binhyen write-reference`"
