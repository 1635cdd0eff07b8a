"""Where pages of written and of signed reports are."""

ROOT = "/soan-bao-cao/"
SIGNED_ROOT = "/bao-cao-da-ky/"


def written_report(number: int) -> str:
    """Return the address of a report's page."""
    return f"{ROOT}{number}/"


def taken_report(number: int) -> str:
    """Return the address of a signed report whose figures were taken over."""
    return f"{SIGNED_ROOT}{number}/"
