"""The town: a small named cast, built through actions. Fixtures that more than one folder uses stand here."""

from collections.abc import Iterator

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import settings

from binhyen.indicators.queries.forms import forget_cells

settings.register_profile("binhyen", deadline=None)  # first calls read packs and maps; time is measured by the bench
settings.load_profile("binhyen")


_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """A second database has nothing to say to tests that never ask one."""
    parser.addoption("--database-only", action="store_true", help="leave out tests that touch no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, when asked to, what gives the same answer on every database."""
    if not config.getoption("--database-only"):
        return
    touching = [one for one in items if _touches(one) and not one.get_closest_marker("engines")]
    left = {id(one) for one in touching}
    config.hook.pytest_deselected(items=[one for one in items if id(one) not in left])
    items[:] = touching


def _touches(item: pytest.Item) -> bool:
    """Tell whether a test asks a database."""
    return bool(item.get_closest_marker("django_db") or _DATABASE & set(_fixtures(item)))


def _fixtures(item: pytest.Item) -> list[str]:
    """Return all fixtures that a test rests on, however deep."""
    return list(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True, scope="session")
def _answers_closed_in_tests_keep_the_connection() -> Iterator[None]:
    """Closing a response ends a request, and Django then drops a connection that is inside a test's transaction."""
    drop = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def spare(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            drop(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", spare)
        yield


@pytest.fixture(autouse=True)
def _cells_are_remembered_within_a_test_only() -> None:
    """A process remembers the ids of cells; here every test has a database of its own."""
    forget_cells()
