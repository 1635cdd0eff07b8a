"""Remarks on data and refusals of actions: a code that programs match, a sentence that people read, a source."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding hinders: an error blocks, a warning wants a note, an information is only said."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on data.

    `code` is stable (`app.reason`); `message` is an English gettext source with `%(name)s` places, filled from
    `params` after translation; `where` names the field, cell or row; `source` cites the article it rests on.
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
    source: str = ""

    def __str__(self) -> str:
        return self.message % self.params


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """An answer of no, with its findings. Doors show it; nothing has been written when it is raised."""

    status = 409

    def __init__(self, *findings: Finding) -> None:
        if not findings:
            msg = "a refusal needs at least one finding"
            raise ValueError(msg)
        self.findings = findings
        super().__init__("; ".join(str(finding) for finding in findings))

    @property
    def code(self) -> str:
        """Code of the first finding, the one that tests and callers match."""
        return self.findings[0].code


class Refused(Refusal):
    """The state of things or a rule says no (HTTP 409)."""


class Forbidden(Refusal):
    """This person may not, whatever the state of things (HTTP 403)."""

    status = 403


def has_errors(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """Tell whether any finding blocks."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def refuse(findings: Iterable[Finding]) -> None:
    """Raise `Refused` with everything that blocks; warnings and informations pass."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise Refused(*errors)


def refuse_together(items: Iterable[T], rule: Callable[[T], None], placed: Callable[[Finding, T], Finding]) -> None:
    """Hold many things to the same rule; refuse all together, each finding `placed` at its own, if any is refused."""
    findings: list[Finding] = []
    for item in items:
        try:
            rule(item)
        except Refused as refusal:
            findings += (placed(finding, item) for finding in refusal.findings)
    if findings:
        raise Refused(*findings)
