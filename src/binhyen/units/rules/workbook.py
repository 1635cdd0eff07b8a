"""The columns of a list of units, in and out, and how a row becomes a unit to register."""

from collections.abc import Mapping
from datetime import date

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.sheets.rules.columns import CellType, Column
from binhyen.sheets.rules.tables import Row
from binhyen.units.rules.facts import UnitDraft, UnitFacts
from binhyen.units.rules.kinds import (
    LEVEL_NAMES,
    SCHOOL_NAMES,
    SIZE_NAMES,
    EnterpriseSize,
    ManagingLevel,
    SchoolLevel,
    UnitKind,
)

PURPOSE = "units.units"


def columns(kinds: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of a list of units; `kinds` are the codes and names that a place may use."""
    choice, flag = CellType.CHOICE, CellType.FLAG
    return (
        Column("name", "Tên đơn vị", required=True, aliases=("Tên", "Đơn vị", "Tên cơ quan"), longest=200, width=40),
        Column("kind", "Loại đơn vị", choice, required=True, choices=kinds, aliases=("Loại",)),
        Column("commune", "Xã, phường", required=True, aliases=("Xã", "Địa bàn", "Mã xã"), width=24),
        Column("level", "Cấp quản lý", choice, required=True, choices={k.value: v for k, v in LEVEL_NAMES.items()}),
        Column("delegated", "Ủy quyền cho xã", flag),
        Column("size", "Quy mô doanh nghiệp", choice, choices={k.value: v for k, v in SIZE_NAMES.items()}),
        Column("school", "Cấp học cao nhất", choice, choices={k.value: v for k, v in SCHOOL_NAMES.items()}),
        Column("primary", "Có bậc tiểu học", flag),
        Column("armed", "Lực lượng vũ trang", flag),
        Column("party", "Có tổ chức đảng", flag),
        Column("code", "Mã đơn vị", aliases=("Mã",), longest=40),
        Column("address", "Địa chỉ", width=36),
        Column("since", "Từ ngày", CellType.DATE),
        Column("instrument", "Văn bản", longest=300, width=30),
    )


def draft_of(
    row: Row, treated_as: Mapping[str, UnitKind], places: Mapping[str, tuple[int, ...]], day: date
) -> UnitDraft | Finding:
    """Turn a row without mistakes into a draft; `places` maps codes and folded names to places of that name."""
    found = places.get(fold(row.text("commune")), ())
    if len(found) != 1:
        message = NO_COMMUNE if not found else TWO_COMMUNES
        code = "units.unknown_commune" if not found else "units.two_communes"
        return Finding(code, message, params={"name": row.text("commune")}, where="Xã, phường")
    since = row.values.get("since")
    return UnitDraft(
        kind_code=row.text("kind"),
        name=row.text("name"),
        place_id=found[0],
        facts=facts_of_row(row, treated_as[row.text("kind")]),
        since=since if isinstance(since, date) else day,
        code=row.text("code"),
        address=row.text("address"),
        instrument=row.text("instrument"),
    )


def facts_of_row(row: Row, kind: UnitKind) -> UnitFacts:
    """Return the facts that a row states; an empty yes-or-no is no, but for the party organisation: not known."""
    party = row.values.get("party")
    return UnitFacts(
        kind=kind,
        managing_level=ManagingLevel(row.text("level")),
        delegated_to_commune=bool(row.values.get("delegated")),
        enterprise_size=EnterpriseSize(row.text("size")) if row.text("size") else None,
        highest_level=SchoolLevel(row.text("school")) if row.text("school") else None,
        teaches_primary=bool(row.values.get("primary")),
        armed_forces=bool(row.values.get("armed")),
        has_party_organisation=party if isinstance(party, bool) else None,
    )


NO_COMMUNE = gettext_noop("No commune that your post covers is called “%(name)s” or has this code.")
TWO_COMMUNES = gettext_noop("More than one commune is called “%(name)s”; write its code.")
