"""A published conference table, and how its totals are shared out over real communes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

AREA = "residential_area"
PLACE_KINDS = ("commune", "ward", "township", "special_zone")
ORGANISATIONS = ("agency", "enterprise", "school")
LEVELS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Share:
    """So many recognised of so many."""

    recognised: int
    total: int

    @property
    def failed(self) -> int:
        """Units that were not recognised."""
        return self.total - self.recognised

    def __add__(self, other: "Share") -> "Share":
        return Share(self.recognised + other.recognised, self.total + other.total)


NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Published:
    """One province's table: places by kind, organisations by kind and managing level."""

    province: str
    year: int
    places: Mapping[str, Share]
    organisations: Mapping[tuple[str, str], Share]


def published_from_data(data: Mapping[str, object]) -> Published:
    """Read a table. Where a table does not split organisations by level, `managed` percentages share them out."""
    rows = table(data["published"])
    places = {kind: _share(row) for kind, row in rows.items() if kind not in ORGANISATIONS}
    organisations = {
        (kind, level): _share(row)
        for level, kinds in table(data.get("managed_published") or {}).items()
        for kind, row in table(kinds).items()
    }
    managed = table(data.get("managed") or {})
    for kind in ORGANISATIONS:
        if kind in rows:
            organisations |= _by_level(kind, _share(rows[kind]), table(managed[kind]))
    return Published(str(data["province"]), int(str(data["year"])), places, organisations)


def _by_level(kind: str, whole: Share, percents: Mapping[str, object]) -> dict[tuple[str, str], Share]:
    weights = [int(str(percents[level])) for level in LEVELS]
    totals = apportion(whole.total, weights)
    failures = apportion(whole.failed, totals)
    return {
        (kind, level): Share(total - failed, total)
        for level, total, failed in zip(LEVELS, totals, failures, strict=True)
        if total
    }


def table(value: object) -> Mapping[str, object]:
    """Return a table of a data file as one. Raises `TypeError` for anything else."""
    if not isinstance(value, Mapping):
        msg = f"a table was expected, not {value!r}"
        raise TypeError(msg)
    return value


def _share(value: object) -> Share:
    row = table(value)
    return Share(int(str(row["recognised"])), int(str(row["total"])))


def apportion(amount: int, weights: Sequence[int]) -> list[int]:
    """Share `amount` out by weights with largest remainders, so that the parts add up exactly.

    >>> apportion(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    if not whole:
        if amount:
            msg = "nothing to share out to"
            raise ValueError(msg)
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), place))
    for place in order[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def spread(key: str, low: int, high: int) -> int:
    """Return a number from low to high that looks arbitrary and is always the same for a key."""
    digest = int.from_bytes(sha256(key.encode()).digest()[:6], "big")
    return low + digest % (high - low + 1)
