"""How accounts are named."""

import re

from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

_USERNAME = re.compile(r"[a-z0-9]([a-z0-9._-]{1,58})[a-z0-9]")


def username_findings(username: str, *, taken: bool) -> list[Finding]:
    """Say what is wrong with an account name: its letters, or that somebody has it."""
    if not _USERNAME.fullmatch(username):
        message = gettext_noop("An account name has 3 to 60 small letters, digits, dots or hyphens.")
        return [Finding("accounts.bad_username", message, where="username")]
    if taken:
        message = gettext_noop("The account name “%(username)s” is taken.")
        return [Finding("accounts.username_taken", message, params={"username": username}, where="username")]
    return []


ROLE_NAMES = {
    Role.RESIDENTIAL_HEAD: gettext_noop("Head of a residential area"),
    Role.UNIT_REPRESENTATIVE: gettext_noop("Representative of a unit"),
    Role.COMMUNE_OFFICER: gettext_noop("Commune officer"),
    Role.COMMUNE_CHAIR: gettext_noop("Commune chair"),
    Role.DISTRICT_OFFICER: gettext_noop("District officer (until 30/06/2025)"),
    Role.DISTRICT_CHAIR: gettext_noop("District chair (until 30/06/2025)"),
    Role.PROVINCE_OFFICER: gettext_noop("Provincial movement officer"),
    Role.PROVINCE_LEADER: gettext_noop("Provincial leader"),
    Role.COUNCIL_MEMBER: gettext_noop("Council member"),
    Role.DEPARTMENT_OFFICER: gettext_noop("Department officer"),
    Role.ASSOCIATION_OFFICER: gettext_noop("Association officer"),
    Role.AUDITOR: gettext_noop("Auditor"),
    Role.OPERATOR: gettext_noop("Operator"),
}
"""What each role is called on pages."""
