"""Actions that meet, on PostgreSQL: SQLite has one writer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection  # noqa: TID251 - asks the vendor and ends a thread's connection

from binhyen.kernel.findings import Refusal

MEETS = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer: nobody meets"),
]
"""Marks of a module in which actions meet."""


def together(*actions: Callable[[], object]) -> list[str]:
    """Run actions at the same moment and return how each ended."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], object]) -> str:
        barrier.wait(timeout=5)
        try:
            action()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(actions)) as pool:
        return sorted(pool.map(run, actions))
