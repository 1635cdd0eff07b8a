"""Workbooks of accounts: which columns they have, and what their rows mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO

from binhyen.accounts.actions.settling import MOST, Settlement, too_many, try_settling
from binhyen.accounts.queries.directory import places_with_codes
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Refused, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.columns import CellType, Column
from binhyen.sheets.rules.tables import Row, Table
from binhyen.sheets.writers import write_error_copy

ROLES = {
    Role.RESIDENTIAL_HEAD: "Trưởng khu dân cư",
    Role.UNIT_REPRESENTATIVE: "Đại diện đơn vị",
    Role.COMMUNE_OFFICER: "Cán bộ xã",
    Role.COMMUNE_CHAIR: "Lãnh đạo xã",
    Role.DISTRICT_OFFICER: "Cán bộ huyện",
    Role.DISTRICT_CHAIR: "Lãnh đạo huyện",
    Role.PROVINCE_OFFICER: "Cán bộ tỉnh",
    Role.PROVINCE_LEADER: "Lãnh đạo tỉnh",
    Role.COUNCIL_MEMBER: "Thành viên Hội đồng",
    Role.DEPARTMENT_OFFICER: "Cán bộ sở, ban, ngành",
    Role.ASSOCIATION_OFFICER: "Cán bộ đoàn thể",
    Role.AUDITOR: "Kiểm tra, giám sát",
    Role.OPERATOR: "Quản trị hệ thống",
}
"""What each role is called in workbooks, which are Vietnamese."""

COLUMNS = (
    Column("username", "Tài khoản", required=True, longest=60, aliases=("Tên đăng nhập",)),
    Column("full_name", "Họ tên", required=True, longest=120, aliases=("Họ và tên",)),
    Column("role", "Vai trò", CellType.CHOICE, required=True, choices={role.value: ROLES[role] for role in Role}),
    Column("place", "Mã địa bàn", required=True, longest=12),
    Column("title", "Chức danh", required=True, longest=160),
    Column("agency", "Cơ quan", longest=160),
    Column("since", "Từ ngày", CellType.DATE, required=True),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would do: rows to be made, with their places' names, and what is wrong, by row number."""

    settlements: Mapping[int, Settlement]
    places: Mapping[int, str]
    findings: Mapping[int, tuple[Finding, ...]]
    head: tuple[Finding, ...]
    table: Table

    @property
    def clean(self) -> bool:
        """Nothing is wrong anywhere, and there is something to do."""
        return bool(self.settlements) and not self.findings and not has_errors(self.head)

    @property
    def lines(self) -> list[tuple[int, Settlement, str]]:
        """Rows in order, with the name of each row's place."""
        return [(number, one, self.places[one.place_id]) for number, one in self.settlements.items()]

    def error_copy(self) -> bytes:
        """Return the workbook's rows with what is wrong beside each."""
        own = {row.number: row.findings for row in self.table.rows}
        more = {number: [one for one in found if one not in own[number]] for number, found in self.findings.items()}
        return write_error_copy(self.table, more)

    @property
    def wrong(self) -> list[tuple[int, tuple[Finding, ...]]]:
        """Rows with something wrong, in order."""
        return sorted(self.findings.items())


def preview(stream: IO[bytes], *, by: Actor, on: date) -> Preview:
    """Read a workbook and say what it would do. Refused as a whole when it can't be read."""
    table = read_table(stream, COLUMNS)
    if len(table.rows) > MOST:
        raise Refused(too_many(len(table.rows)))
    places = places_with_codes(by, [row.text("place") for row in table.rows], on)
    settlements = {row.number: one for row in table.rows if (one := _settlement(row, places)) is not None}
    found: dict[int, list[Finding]] = {row.number: list(row.findings) for row in table.rows if row.findings}
    for row in table.rows:
        if row.text("place") and row.text("place") not in places:
            found.setdefault(row.number, []).append(_unknown_place(row.text("place")))
    by_id = {version.place_id: version for version in places.values()}
    allowed = {number: one for number, one in settlements.items() if number not in found}
    for number, findings in try_settling(allowed, by_id, by).items():
        found.setdefault(number, []).extend(findings)
    names = {place_id: label_of(version) for place_id, version in by_id.items()}
    return Preview(settlements, names, {number: tuple(one) for number, one in found.items()}, table.findings, table)


def _settlement(row: Row, places: Mapping[str, PlaceVersion]) -> Settlement | None:
    version, since = places.get(row.text("place")), row.values.get("since")
    if version is None or has_errors(row.findings) or not isinstance(since, date):
        return None
    role = Role(row.text("role"))
    return Settlement(
        row.text("username"),
        row.text("full_name"),
        role,
        version.place_id,
        row.text("title"),
        since,
        row.text("agency"),
    )


def _unknown_place(code: str) -> Finding:
    message = gettext_noop("No single place with the code %(code)s is among those that your post covers.")
    return Finding("accounts.unknown_place", message, params={"code": code}, where="place")
