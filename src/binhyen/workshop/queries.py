"""Reads of the demonstration: its packs, its named accounts with their codes of the moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from binhyen.accounts.models import Account
from binhyen.accounts.queries.demonstration import current_code
from binhyen.workshop.rules.cast import PASSWORD, Member, cast_from_data

PACKS = Path(__file__).parent / "packs"
PAST = ("lang-son-2022", "bac-ninh-2023")
CONFERENCES = ("lang-son-2022-registers", "bac-ninh-2019-2024", "bac-kan-2017")
DIRECTIONS = "directions"
PROGRAMME = "bac-kan-2013-2023"
OPEN = "bac-ninh-2026"
BOOKS = "bac-ninh-2026-books"


def pack_data(name: str) -> Mapping[str, Any]:
    """Return one of the demonstration's packs as plain data."""
    data: Mapping[str, Any] = yaml.safe_load((PACKS / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def cast() -> tuple[Member, ...]:
    """Return the named accounts."""
    return cast_from_data(pack_data(OPEN)["cast"])


@dataclass(frozen=True, slots=True)
class PrintedAccount:
    """What is printed of a named account: how it signs in and what it may try."""

    username: str
    password: str
    code: str
    role: str
    title: str
    agency: str = ""


def printed_accounts(seconds: int) -> list[PrintedAccount]:
    """List the named accounts with their codes at a time in seconds since 1970."""
    known = Account.objects.filter(demonstration=True).in_bulk(field_name="username")
    return [
        PrintedAccount(
            one.username, PASSWORD, current_code(known[one.username], seconds), one.role, one.title, one.agency
        )
        for one in cast()
        if one.username in known
    ]
