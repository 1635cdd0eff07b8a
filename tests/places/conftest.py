"""The country's real map, loaded once for a module of tests and taken back after it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binhyen.kernel.actors import SYSTEM
from binhyen.places.actions import Loaded, load_places
from binhyen.places.rules.country import country

AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def country_map(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """Load the whole map for one module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_places(country(), by=SYSTEM, at=AT)
        transaction.set_rollback(True)
