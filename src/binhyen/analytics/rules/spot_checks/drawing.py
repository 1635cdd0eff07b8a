"""Which units are drawn: a sample from each stratum by lots that anyone can draw again from the seed.

The lot of a unit is the SHA-256 of the seed and the unit's number; the smallest lots of a stratum are drawn. So the
sample does not depend on the order of the list, and whoever holds seed and list can check it on paper.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.marks import gettext_noop

LEAST_A_STRATUM = 2
"""From one unit alone nothing is learned about how a stratum varies."""
LONGEST_SEED = 40


@dataclass(frozen=True, slots=True, order=True)
class InFrame:
    """A unit that may be drawn: its number, and the stratum it lies in."""

    number: int
    stratum: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The units drawn from one stratum, in the order of their lots."""

    stratum: str
    units: int
    numbers: tuple[int, ...]


def check_drawing(seed: str, asked: int, units: int) -> None:
    """Refuse a drawing without a seed, of nobody, or of more than there are."""
    findings = []
    if not seed.strip() or len(seed) > LONGEST_SEED:
        message = gettext_noop("Write a seed of at most %(longest)s signs: it is what the lots are drawn by.")
        findings.append(Finding("analytics.no_seed", message, params={"longest": LONGEST_SEED}, where="seed"))
    if not units:
        message = gettext_noop("Nothing has been recognised in this year yet: there is nothing to draw from.")
        findings.append(Finding("analytics.nothing_recognised", message, where="round"))
    elif not 1 <= asked <= units:
        message = gettext_noop("Draw at least 1 unit, and at most the %(units)s that were recognised.")
        findings.append(Finding("analytics.sample_size", message, params={"units": units}, where="asked"))
    refuse(findings)


def frame_hash(frame: Iterable[InFrame]) -> str:
    """Return a hash of the list that was drawn from, so that it can't be another one afterwards."""
    lines = "\n".join(f"{one.stratum} {one.number}" for one in sorted(frame))
    return sha256(lines.encode()).hexdigest()


def lot(seed: str, number: int) -> str:
    """Return the lot of a unit."""
    return sha256(f"{seed.strip()}:{number}".encode()).hexdigest()


def draw(frame: Iterable[InFrame], seed: str, asked: int) -> tuple[Drawn, ...]:
    """Draw about `asked` units: each stratum gives its share, and at least two where it has two."""
    strata: dict[str, list[int]] = defaultdict(list)
    for one in frame:
        strata[one.stratum].append(one.number)
    shares = allotted({name: len(numbers) for name, numbers in strata.items()}, asked)
    return tuple(
        Drawn(name, len(numbers), tuple(sorted(numbers, key=lambda one: lot(seed, one))[: shares[name]]))
        for name, numbers in sorted(strata.items())
    )


def allotted(sizes: Mapping[str, int], asked: int) -> dict[str, int]:
    """Deal the sample out in proportion to the strata, by largest remainders; then raise small strata to two.

    So a sample may be a little larger than asked: every stratum is looked at.
    """
    whole = sum(sizes.values())
    exact = {name: Fraction(asked * size, whole) for name, size in sizes.items()}
    shares = {name: int(part) for name, part in exact.items()}
    left = min(asked, whole) - sum(shares.values())
    for name in sorted(sizes, key=lambda one: (shares[one] - exact[one], one))[:left]:
        shares[name] += 1
    return {name: min(sizes[name], max(LEAST_A_STRATUM, share)) for name, share in shares.items()}
