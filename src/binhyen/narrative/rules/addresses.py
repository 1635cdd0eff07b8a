"""Where pages of written and of signed reports are."""

ROOT = "/soan-bao-cao/"
SIGNED_ROOT = "/bao-cao-da-ky/"


def written_report(number: int) -> str:
    """Return the address of a report's page."""
    return f"{ROOT}{number}/"


def taken_report(number: int) -> str:
    """Return the address of a signed report whose figures were taken over."""
    return f"{SIGNED_ROOT}{number}/"


TEXTS_ROOT = "/doc-van-ban/"
"""Texts that came in."""


def incoming_text(number: int, proposal: int | None = None) -> str:
    """Return the desk of a text, at one of its figures."""
    return f"{TEXTS_ROOT}{number}/" + (f"?so={proposal}#s{proposal}" if proposal else "")


def kept_sentence(number: int) -> str:
    """Return the page of a sentence from which a figure was taken."""
    return f"{TEXTS_ROOT}cau-goc/{number}/"
