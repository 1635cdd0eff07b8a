"""Containers from outside: what may be opened, and the code of each refusal."""

import io
import zipfile

import pytest

from binhyen.kernel.archives import ArchiveLimits, archive_findings


def container(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


def codes(stream: io.BytesIO, limits: ArchiveLimits | None = None) -> list[str]:
    return [finding.code for finding in archive_findings(stream, limits)]


def encrypted() -> io.BytesIO:
    content = bytearray(container({"a": b"x"}, zipfile.ZIP_STORED).getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return io.BytesIO(bytes(content))


def lying() -> io.BytesIO:
    """A bomb whose directory says that it is small."""
    content = bytearray(container({"a": b"0" * 8_000_000}).getvalue())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    return io.BytesIO(bytes(content))


def test_a_plain_container_is_opened_and_left_at_its_beginning() -> None:
    stream = container({"a/b.xml": b"<a/>"})
    assert codes(stream) == []
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (io.BytesIO(b"not a container"), "archives.broken"),
        (io.BytesIO(container({"a": b"x" * 999}).getvalue()[:80]), "archives.broken"),
        (encrypted(), "archives.encrypted"),
        (container({"a": b"0" * 8_000_000}), "archives.bomb"),
        (container({"../a": b"x"}), "archives.paths"),
        (container({"/etc/a": b"x"}), "archives.paths"),
        (container({"xl/vbaProject.bin": b"x"}), "archives.macros"),
        (container({"Basic/Standard/Module1.xml": b"x"}), "archives.macros"),
        (container({"xl/macrosheets/sheet1.xml": b"x"}), "archives.macros"),
    ],
)
def test_what_is_unfit_is_named(stream: io.BytesIO, code: str) -> None:
    assert codes(stream) == [code]


def test_a_directory_that_lies_about_sizes_does_not_help_a_bomb() -> None:
    assert codes(lying()) in (["archives.bomb"], ["archives.broken"])


def test_limits_hold_for_entries_and_for_bytes() -> None:
    many = container({str(number): b"" for number in range(6)})
    assert codes(many, ArchiveLimits(entries=5)) == ["archives.bomb"]
    large = container({"a": b"x" * 100}, zipfile.ZIP_STORED)
    assert codes(large, ArchiveLimits(unpacked=99)) == ["archives.bomb"]
