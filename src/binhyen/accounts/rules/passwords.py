"""What passwords must be, and how one-time passwords are written so that they can be read from paper."""

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

SHORT_WITH_FACTOR = 8
LONG_WITHOUT_FACTOR = 14
CLASSES_WITHOUT_FACTOR = 4
SOURCE = "TCVN 14423:2026"

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letters that look alike on a printed slip: no i, l, o, 0, 1."""

REMEMBERED = 10
"""Former passwords that a new one may not repeat (the house's own number; TCVN 14423:2026 was not seen to give one)."""

GROUPS, GROUP_LENGTH = 4, 4


def spaced(letters: str) -> str:
    """Write a one-time password in groups: "k7mq-x3wa-9hpt-c2zd"."""
    groups = [letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH)]
    return "-".join(groups)


def password_findings(password: str, *, second_factor: bool) -> list[Finding]:
    """Say what a password lacks: 8 characters beside a second factor, else 14 of four classes (TCVN 14423:2026)."""
    if second_factor:
        return [] if len(password) >= SHORT_WITH_FACTOR else [_too_short(SHORT_WITH_FACTOR)]
    found = [] if len(password) >= LONG_WITHOUT_FACTOR else [_too_short(LONG_WITHOUT_FACTOR)]
    if character_classes(password) < CLASSES_WITHOUT_FACTOR:
        message = gettext_noop("Use small letters, capital letters, digits and other signs.")
        found.append(Finding("accounts.password_classes", message, where="new", source=SOURCE))
    return found


def character_classes(password: str) -> int:
    """Count which of small letters, capitals, digits and other signs occur."""
    tests = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    return sum(any(test(char) for char in password) for test in tests)


def _too_short(least: int) -> Finding:
    message = gettext_noop("The password needs at least %(least)s characters.")
    return Finding("accounts.password_short", message, params={"least": least}, where="new", source=SOURCE)
