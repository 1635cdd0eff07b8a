"""Compiles every storey's `django.po` to `.mo` where it is older; needs only babel."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1] / "src" / "binhyen"


def main() -> None:
    for source in sorted(ROOT.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as opened, target.open("wb") as written:
            write_mo(written, read_po(opened))


if __name__ == "__main__":
    main()
