"""Work in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do work in a thread of its own and wait: for libraries that start an event loop where one may be running."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(work, *args, **kwargs).result()
