"""The town of these tests."""

import pytest

from tests.recognition.factories import Town, a_town, opened


@pytest.fixture
def town(db: None) -> Town:
    """The town before its round."""
    return a_town()


@pytest.fixture
def round_town(town: Town) -> Town:
    """The town with its round of 2026 open."""
    return opened(town)
