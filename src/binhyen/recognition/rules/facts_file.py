"""A facts file: `as_of` and `facts`, read from YAML, so that every remark finds its line again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.facts import read_day
from binhyen.recognition.rules.yaml_lines import Path, Written, read_yaml

_KEYS = ("as_of", "facts")


@dataclass(frozen=True, slots=True)
class FactsFile:
    """What a facts file says, untyped yet, and where it says it."""

    as_of: date
    facts: Mapping[str, object]
    written: Written

    def line(self, finding: Finding) -> int | None:
        """Return the line that a finding on this file is about; None when it is about something else."""
        if finding.where in _KEYS:
            return self.written.line((finding.where,))
        name, *rest = _path(finding.where)
        return self.written.line(("facts", name, *rest)) if name in self.facts else None


def _path(where: str) -> Path:
    """Split "units_by_kind.school.recognised"; a judgement's dot belongs to its name."""
    return tuple(where.split(".")) if where.startswith("units_by_kind") else (where,)


def read_facts_file(text: str) -> FactsFile:
    """Read a facts file; refuse with the line (as `where`) what is not `{as_of: day, facts: {name: value}}`."""
    written = read_yaml(text)
    data = written.data
    if not isinstance(data, Mapping):
        message = gettext_noop("The file must say “as_of: 2024-10-31” and, under “facts:”, one “name: value” a line.")
        raise Refused(_finding("recognition.facts_file_shape", message, 1))
    findings = [_unknown_key(written, str(key)) for key in data if key not in _KEYS]
    findings += _as_of_faults(written, data) + _facts_faults(written, data)
    day = read_day(data.get("as_of"))
    if findings or day is None:
        raise Refused(*findings)
    return FactsFile(day, data["facts"], written)


def _unknown_key(written: Written, key: str) -> Finding:
    close = get_close_matches(key, _KEYS, n=1)
    message = gettext_noop("“%(key)s” is not expected here; only “as_of” and “facts” are. Facts stand under “facts:”.")
    if close:
        message = gettext_noop("“%(key)s” is not expected here. Did you mean “%(close)s”?")
    params = {"key": key, "close": close[0] if close else ""}
    return _finding("recognition.facts_file_shape", message, written.line((key,)), **params)


def _as_of_faults(written: Written, data: Mapping[str, object]) -> list[Finding]:
    if "as_of" not in data:
        message = gettext_noop("“as_of” is missing. Add a line such as “as_of: 2024-10-31”: it chooses the year.")
        return [_finding("recognition.as_of_missing", message, 1)]
    day = data["as_of"]
    if read_day(day) is not None:
        return []
    message = gettext_noop("“as_of” must be a day, written 2024-10-31; “%(value)s” is none.")
    value = "" if day is None else str(day)[:60]
    return [_finding("recognition.as_of_ill_typed", message, written.line(("as_of",)), value=value)]


def _facts_faults(written: Written, data: Mapping[str, object]) -> list[Finding]:
    if "facts" not in data:
        message = gettext_noop("“facts” is missing. Add “facts:” and, indented under it, one “name: value” a line.")
        return [_finding("recognition.facts_file_shape", message, 1)]
    if isinstance(data["facts"], Mapping):
        return []
    message = gettext_noop(
        "“facts” must hold one “name: value” a line, indented; write “facts: {}” when there are none."
    )
    return [_finding("recognition.facts_file_shape", message, written.line(("facts",)))]


def _finding(code: str, message: str, line: int, **params: str) -> Finding:
    return Finding(code, message, params=params, where=str(line))
