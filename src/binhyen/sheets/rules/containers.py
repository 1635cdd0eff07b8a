"""What a file must be to be opened as a workbook at all. Pure: also run in the limited process."""

from typing import BinaryIO

from binhyen.kernel.archives import archive_findings
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.sheets.rules.old_books import OLD_OFFICE, has_password

MAX_BYTES = 20 * 1024 * 1024
ZIP = b"PK\x03\x04"
NOT_A_WORKBOOK = Finding(
    "sheets.not_a_workbook", gettext_noop("The file is not a workbook (.xlsx, .xls or .ods) or is damaged.")
)


def too_large() -> Finding:
    """Say that a file is larger than workbooks may be."""
    message = gettext_noop("The workbook is larger than %(megabytes)s MB.")
    return Finding("sheets.too_large", message, params={"megabytes": MAX_BYTES // 1024 // 1024})


def container_findings(stream: BinaryIO) -> tuple[Finding, ...]:
    """Say why a file is not opened: no workbook, damaged, a bomb, with macros, protected by a password."""
    stream.seek(0)
    start = stream.read(8)
    if start.startswith(ZIP):
        return archive_findings(stream)
    stream.seek(0)
    return _old_findings(stream.read()) if start == OLD_OFFICE else (NOT_A_WORKBOOK,)


def _old_findings(content: bytes) -> tuple[Finding, ...]:
    """Look into an old container for streams that tell of macros or of encryption."""
    if "EncryptedPackage".encode("utf-16-le") in content or has_password(content):
        message = gettext_noop("The workbook is protected by a password. Remove it and try again.")
        return (Finding("sheets.encrypted", message),)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        message = gettext_noop("The workbook holds macros. Save it without macros and try again.")
        return (Finding("sheets.macros", message),)
    return ()
