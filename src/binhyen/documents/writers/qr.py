"""QR codes of public addresses: vector for paper, pixels for Word."""

from io import BytesIO

import segno

_QUIET = 2


def qr_svg(address: str) -> str:
    """Return the code as SVG text."""
    kept = BytesIO()
    segno.make(address, error="m").save(kept, kind="svg", border=_QUIET)
    return kept.getvalue().decode()


def qr_png(address: str) -> bytes:
    """Return the code as a PNG fine enough for print."""
    kept = BytesIO()
    segno.make(address, error="m").save(kept, kind="png", scale=12, border=_QUIET)
    return kept.getvalue()
