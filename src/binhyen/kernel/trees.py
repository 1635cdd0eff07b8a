"""Paths of a tree: `"1.20.345."`, the ids of all ancestors and of the node itself, each closed by a dot.

The closing dot makes the prefix test exact: `1.2.` is not above `1.20.`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

SEPARATOR = "."
T = TypeVar("T")
_MOST_SCOPES = 40
"""More paths than this are read from the nodes above them: a condition for each would be too long for a database."""


def child_path(parent: str, node: int | str) -> str:
    """Return the path of `node` below `parent` (an empty parent is the root)."""
    return f"{parent}{node}{SEPARATOR}"


def is_under(path: str, scope: str) -> bool:
    """Tell whether `path` is `scope` itself or lies below it. An empty scope covers nothing."""
    return bool(scope) and path.startswith(scope)


@lru_cache(maxsize=16_384)
def ancestors(path: str) -> tuple[str, ...]:
    """Return the paths from the root down to `path`, inclusive.

    >>> ancestors("1.20.345.")
    ('1.', '1.20.', '1.20.345.')
    """
    nodes = path.split(SEPARATOR)[:-1]
    return tuple(SEPARATOR.join(nodes[: depth + 1]) + SEPARATOR for depth in range(len(nodes)))


def node_of(path: str) -> int:
    """Return the id of the last node of a path of integer ids."""
    return int(path.split(SEPARATOR)[-2])


def depth_of(path: str) -> int:
    """Return the number of nodes on the path: 1 for a root."""
    return path.count(SEPARATOR)


def covering(paths: Iterable[str], most: int) -> tuple[str, ...]:
    """Return at most `most` paths that everything under `paths` lies under: the nearest nodes above, where needed.

    Paths without a common root stay as many as their roots.

    >>> covering(["1.20.3.", "1.20.4.", "1.21.5."], 2)
    ('1.20.', '1.21.')
    """
    found = set(paths)
    depth = max(map(depth_of, found), default=0)
    while len(found) > most and depth > 1:
        depth -= 1
        found = {ancestors(path)[:depth][-1] for path in found}
    return tuple(sorted(found))


def holders_of(groups: Sequence[Iterable[str]]) -> Callable[[str], set[int]]:
    """Return what tells by which of several groups of scopes a path is covered, as their positions."""
    positions: dict[str, set[int]] = {}
    for position, scopes in enumerate(groups):
        for scope in scopes:
            positions.setdefault(scope, set()).add(position)

    def holders(path: str) -> set[int]:
        return {position for scope in ancestors(path) for position in positions.get(scope, ())}

    return holders


def shared_scopes(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the few paths under which everything in several groups of scopes lies."""
    return covering((scope for group in groups for scope in group), _MOST_SCOPES)


def deal(groups: Sequence[Iterable[str]], rows: Iterable[T], path_of: Callable[[T], str]) -> list[list[T]]:
    """Return for each group of scopes the rows whose path it covers, in their order."""
    holders = holders_of(groups)
    found: list[list[T]] = [[] for _ in groups]
    for row in rows:
        for position in sorted(holders(path_of(row))):
            found[position].append(row)
    return found
