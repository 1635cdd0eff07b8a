"""What comes in for many reports at once: values gathered by the report that they belong to, in parts of a size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from binhyen.kernel.findings import Finding
from binhyen.reports.rules.exchange import Incoming, Value

Target = tuple[str, str, str]
"""Form, period and official code of a place."""
PART = 20_000
"""Values that are saved together."""


@dataclass(slots=True)
class Part:
    """Some values by the report that they are for, and what could not be read between them."""

    values: dict[Target, list[Value]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    size: int = 0

    def take(self, one: Incoming) -> None:
        """Put one value, or what is wrong with it, where it belongs."""
        if isinstance(one, Finding):
            self.findings.append(one)
            return
        self.values.setdefault((one.form, one.period, one.place), []).append(one)
        self.size += 1


def in_parts(values: Iterable[Incoming], size: int = PART) -> Iterator[Part]:
    """Gather values in parts; a report's values may be spread over several of them."""
    part = Part()
    for one in values:
        part.take(one)
        if part.size >= size:
            yield part
            part = Part()
    if part.size or part.findings:
        yield part
