"""Where pages of written reports are."""

ROOT = "/soan-bao-cao/"


def written_report(number: int) -> str:
    """Return the address of a report's page."""
    return f"{ROOT}{number}/"
