"""The page of strength: rows whose numbers open, choices of kinds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext

from binhyen.forces.queries.strength import Strength, Strengths
from binhyen.forces.rules.kinds import KINDS, Kind
from binhyen.registers.rules.addresses import lines
from binhyen.ui.components.parts import Choice

ROOT = "/luc-luong/"


@dataclass(frozen=True, slots=True)
class Row:
    """A place with its numbers, each with the list that it opens into."""

    name: str
    href: str
    groups: Decimal
    groups_href: str
    members: Decimal
    members_href: str
    quota_groups: int | None
    quota_members: int | None
    lacking: int | None
    share: int | None
    """Members in percent of the quota, for the meter."""

    @property
    def apart(self) -> int:
        """How far members are from the quota, whichever way."""
        return abs(self.lacking or 0)


def rows_of(found: Strengths, kind: Kind, day: date, *, deeper: bool) -> list[Row]:
    """Return the rows of a table; a place of its own leads to its own page where there is one."""
    rows = [_row(one, kind, day, _deeper(one, kind, day) if deeper else "") for one in found.rows]
    if found.own is None:
        return rows
    return [*rows, _named(found.own, gettext("of the place itself"))]


def total_of(found: Strengths, kind: Kind, day: date) -> Row:
    """Return the row of all places together."""
    return _row(found.total, kind, day, "")


def _deeper(one: Strength, kind: Kind, day: date) -> str:
    return f"{ROOT}?{urlencode({'noi': one.place_id, 'luc_luong': kind.code, 'ngay': day.isoformat()})}"


def _row(one: Strength, kind: Kind, day: date, href: str) -> Row:
    asked = {"noi": one.place_id, "ky": day.isoformat()}
    fixed = one.quota_members
    return Row(
        one.name,
        href,
        one.groups,
        lines({"chi_tieu": kind.groups, **asked}) if one.groups else "",
        one.members,
        lines({"chi_tieu": kind.members, **asked}) if one.members else "",
        one.quota_groups,
        fixed,
        one.lacking,
        min(100, int(one.members * 100 / fixed)) if fixed else None,
    )


def _named(one: Strength, name: str) -> Row:
    """Return a row that has no list of its own: it is a part of the place's."""
    return Row(name, "", one.groups, "", one.members, "", None, None, None, None)


def kinds() -> list[Choice]:
    """Return the kinds that a page may be asked for."""
    return [Choice(code, gettext(one.name)) for code, one in KINDS.items()]
