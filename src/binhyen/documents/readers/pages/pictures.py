"""Draws one page of a PDF as a grey picture. Run in a limited process: `pictures PATH PAGE TARGET`."""

import sys
from pathlib import Path

from binhyen.documents.readers.pages.pdfium import opened

_DOTS, _POINTS = 300, 72
_MOST_PIXELS = 40_000_000


def draw(path: Path, number: int, target: Path) -> None:
    """Write the page as PNG, at 300 dots an inch or as many as bounds allow."""
    page = opened(path)[number - 1]
    width, height = page.get_size()
    scale = min(_DOTS / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    page.render(scale=scale, grayscale=True).to_pil().save(target, "PNG")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
