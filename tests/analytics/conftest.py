"""Fixtures of analytics."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from binhyen.analytics.lake import opening


@pytest.fixture(autouse=True)
def _lakes_of_tests_are_their_own(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Each test has a folder for its lake; nobody pulls the plug of the machine, so nothing is forced onto its disk."""
    settings.LAKE_DIR = tmp_path / "own-lake"
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    opening.forget()
    yield
    opening.forget()
