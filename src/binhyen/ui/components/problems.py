"""What programs are told when something is wrong: `application/problem+json` (RFC 9457), with every finding's place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.ui.components.sentences import sentence

MEDIA_TYPE = "application/problem+json"
REFERENCE = "/api/v1/tai-lieu/"
"""The page that explains each status."""
TITLES = {
    400: gettext_noop("The request can't be read"),
    401: gettext_noop("The key is missing or not valid"),
    403: gettext_noop("This key or its post may not do this"),
    404: gettext_noop("There is nothing here, or nothing that this post may see"),
    405: gettext_noop("This address does not take this method"),
    409: gettext_noop("The state of things says no"),
    413: gettext_noop("What was sent is too large"),
    415: gettext_noop("What was sent has a form that is not read here"),
    422: gettext_noop("Some of what was sent is wrong"),
    500: gettext_noop("A fault of ours; nothing was saved"),
}
"""What each status means, as English gettext sources."""
_GENERAL = {4: 400, 5: 500}


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that says what is wrong: a status, the address that was asked, and what was found."""

    status: int
    findings: tuple[Finding, ...] = ()
    instance: str = ""

    def as_json(self) -> str:
        """Write it in the language that is in force."""
        title = gettext(TITLES.get(self.status) or TITLES[_GENERAL[self.status // 100]])
        said: dict[str, object] = {
            "type": f"{REFERENCE}#{self.status}",
            "title": title,
            "status": self.status,
            "detail": _sentence(self.findings[0]) if self.findings else title,
            "instance": self.instance,
        }
        if self.findings:
            said["code"] = self.findings[0].code
            said["errors"] = [error_of(finding) for finding in self.findings]
        return json.dumps(said, ensure_ascii=False)


def error_of(finding: Finding) -> dict[str, object]:
    """Return a finding as a program reads it: its code, its place, the sentence, and the sentence's values."""
    said: dict[str, object] = {"code": finding.code, **place_of(finding.where), "message": _sentence(finding)}
    if finding.severity != "error":
        said["severity"] = finding.severity.value
    if finding.params:
        said["params"] = _plain(finding.params)
    if finding.source:
        said["source"] = finding.source
    return said


def place_of(where: str) -> dict[str, object]:
    """Say what kind of place a finding names: "/cells/3", "?under", "12" (a row), or a cell ("models_total|…")."""
    if not where:
        return {}
    if where.startswith("/"):
        return {"pointer": where}
    if where.startswith("?"):
        return {"parameter": where[1:]}
    if where.isdigit():
        return {"row": int(where)}
    return {"cell": where}


def _sentence(finding: Finding) -> str:
    return sentence(finding.message, finding.params)


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(value) for name, value in params.items()}


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, str | int | bool | None) else str(value)
