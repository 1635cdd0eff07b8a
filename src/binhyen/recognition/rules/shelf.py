"""The packs that ship with the software, read once from their folders, and which of them a day asks for."""

import functools
import json
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.rules.folders import CRITERIA_FILE, PACK_FILE, Folder, build_pack, read_folder
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.windows import contains

AUTO = "auto"
VERSION = "@"
"""A later version's folder is named code@version; the latest one is on the shelf, older ones live in the database."""
RECOGNITION = ("tt23-2012", "tt124-2021", "tt48-2025")
"""Packs of the standard itself, oldest first; the others are separate results."""


def packs_folder() -> Traversable:
    """Return the folder that holds a folder for each pack."""
    return files("binhyen.recognition") / "packs"


@functools.cache
def shipped() -> Mapping[str, Pack]:
    """Return all shipped packs by code; refuse with `recognition.pack_broken` when one is broken."""
    return read_shelf(packs_folder())


def read_shelf(root: Traversable) -> Mapping[str, Pack]:
    """Read every pack under `root`, those that amend others after them; refuse with all that is broken."""
    schema = json.loads((root / "schema.json").read_text(encoding="utf-8"))
    findings: list[Finding] = []
    folders: dict[str, Folder] = {}
    for name in sorted(one.name for one in root.iterdir() if (one / PACK_FILE).is_file()):
        try:
            folders[name] = read_folder(name, _texts(root / name))
        except Refused as refusal:
            findings.extend(refusal.findings)
    packs: dict[str, Pack] = {}
    bases: dict[str, Mapping[str, Any]] = {}
    for folder in sorted(folders.values(), key=_reading_order):
        try:
            packs[folder.name.partition(VERSION)[0]] = _build(folder, packs, bases, schema)
            bases[folder.name.partition(VERSION)[0]] = folder.data
        except Refused as refusal:
            findings.extend(refusal.findings)
    if findings:
        raise Refused(*findings)
    return packs


def _reading_order(folder: Folder) -> tuple[bool, int, str]:
    """Amended packs before those that amend them, earlier versions before later ones, which take their place."""
    code, _at, version = folder.name.partition(VERSION)
    return bool(folder.data.get("amends")), int(version) if version.isdigit() else 0, code


def _texts(folder: Traversable) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in (PACK_FILE, CRITERIA_FILE)}


def _build(
    folder: Folder, packs: Mapping[str, Pack], bases: Mapping[str, Mapping[str, Any]], schema: Mapping[str, Any]
) -> Pack:
    data = folder.data
    code, _at, version = folder.name.partition(VERSION)
    if data.get("code") != code or (version and data.get("version") != version):
        message = gettext_noop("the folder's name %(name)s must be the pack's code, or its code@version.")
        raise Refused(_broken(folder.place(("code",)), message, folder.name))
    amends = str(data.get("amends") or "")
    if not amends:
        return build_pack(folder, schema)
    if amends not in packs:
        message = gettext_noop("the amended pack %(name)s is not on the shelf, or is broken itself.")
        raise Refused(_broken(folder.place(("amends",)), message, amends))
    return build_pack(folder, schema, bases[amends])


def _broken(place: str, message: str, name: str) -> Finding:
    return Finding("recognition.pack_broken", message, params={"name": name}, where=place)


def pack_named(code: str) -> Pack:
    """Return a shipped pack; refuse with `recognition.pack_unknown`, naming the nearest code."""
    found = shipped().get(code)
    if found is not None:
        return found
    close = get_close_matches(code, shipped(), n=1)
    params = {"code": code, "codes": ", ".join([*RECOGNITION, AUTO]), "close": close[0] if close else ""}
    if close:
        message = gettext_noop("There is no pack “%(code)s”. Did you mean “%(close)s”?")
    else:
        message = gettext_noop("There is no pack “%(code)s”. Choose from: %(codes)s.")
    raise Refused(Finding("recognition.pack_unknown", message, params=params, where="pack"))


def pack_on(kind: str, day: date) -> Pack:
    """Choose the pack of the standard whose evaluation year's window contains `day`.

    Two rules settle what the windows leave open. The circulars overlap for 15 days (16–30/11/2021, all but
    residential areas): the older year is still running, so the older pack holds. An amendment replaces the pack that
    it amends from its day on (1/7/2025, inferred). A day in no window (a school in summer 2021) has no pack.
    """
    fitting = [pack_named(code) for code in RECOGNITION if contains(pack_named(code), kind, day)]
    if not fitting:
        known = any(pack_named(code).kind(kind) for code in RECOGNITION)
        raise Refused(_no_pack(day) if known else _no_kind(kind))
    chosen = fitting[0]
    for later in fitting[1:]:
        if later.amends == chosen.code and later.decisions_from is not None and day >= later.decisions_from:
            chosen = later
    return chosen


def _no_pack(day: date) -> Finding:
    message = gettext_noop("No pack's evaluation year contains %(day)s: the first begins at the end of 2011.")
    return Finding("recognition.no_pack_that_day", message, params={"day": short_date(day)}, where="as_of")


def _no_kind(kind: str) -> Finding:
    kinds = [rule.kind for rule in pack_named(RECOGNITION[-1]).kinds]
    close = get_close_matches(kind, kinds, n=1)
    params = {"kind": kind, "kinds": ", ".join(kinds), "close": close[0] if close else ""}
    if close:
        message = gettext_noop("There is no kind “%(kind)s”. Did you mean “%(close)s”?")
    else:
        message = gettext_noop("There is no kind “%(kind)s”. Choose from: %(kinds)s.")
    return Finding("recognition.kind_not_in_pack", message, params=params, where="kind")
