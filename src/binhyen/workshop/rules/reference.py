"""Reference pages written from the tables themselves, so that they can't disagree."""

from collections.abc import Callable, Mapping

from binhyen.accounts.rules import table as accounts_table
from binhyen.kernel.actors import Role
from binhyen.kernel.grants import PermissionTable
from binhyen.kernel.lifecycles import Event, Lifecycle, Status
from binhyen.recognition.rules.lifecycle import DOSSIER
from binhyen.recognition.rules.model import Criterion, Pack
from binhyen.recognition.rules.rights import TABLE as RECOGNITION
from binhyen.recognition.rules.shelf import shipped

GENERATED = "<!-- Written by `binhyen write-reference`. Do not edit. -->\n\n"


def permissions_page() -> str:
    """Who may do what: one section a storey, one row a role."""
    law = "A post has what stands in its role's row, and nothing else. Checks and buttons read the same tables."
    return f"{GENERATED}# Permissions\n\n{law}\n{_grants(accounts_table.TABLE)}{_recognition()}"


def _grants(table: PermissionTable) -> str:
    order = list(Role)
    grants = sorted(table.grants, key=lambda one: (order.index(one.role), one.ability, one.reach))
    rows = "".join(f"| {grant.role} | {grant.ability} | {grant.reach} |\n" for grant in grants)
    return f"\n## {table.storey}\n\n| role | may | where |\n|---|---|---|\n{rows}"


def _recognition() -> str:
    lines = ["\n## recognition\n\n| role | how it stands to the dossier | may |\n|---|---|---|\n"]
    for (role, relation), abilities in RECOGNITION.items():
        lines.append(f"| {role} | {relation} | {', '.join(abilities)} |\n")
    return "".join(lines)


def lifecycles_page() -> str:
    """The lives of things as tables and graphs."""
    return GENERATED + "# Lifecycles\n" + _lifecycle("A dossier of recognition", DOSSIER)


def _lifecycle(title: str, life: Lifecycle[Status, Event]) -> str:
    moves = [(status.value, event.value, after.value) for (status, event), after in life.moves.items()]
    rows = "".join(f"| {status} | {event} | {after} |\n" for status, event, after in moves)
    graph = "".join(f"  {status} --> {after}: {event}\n" for status, event, after in moves)
    return f"\n## {title}\n\n```mermaid\nstateDiagram-v2\n{graph}```\n\n| state | event | then |\n|---|---|---|\n{rows}"


def packs_page() -> str:
    """Every shipped pack: its windows, criteria and how sure we are of each."""
    return GENERATED + "# Rule packs\n" + "".join(_pack(pack) for pack in shipped().values())


def _pack(pack: Pack) -> str:
    years = f"{pack.year_from}–{pack.year_to or ''}"
    source = f"{pack.source.instrument}, *{pack.source.mark}*"
    head = f"\n## {pack.code} ({pack.version})\n\n{pack.title}. Years {years}; {source}.\n"
    off = "" if pack.enabled else f"\n**Shipped disabled:** {pack.disabled_because}\n"
    windows = "".join(
        f"- {rule.kind}: {rule.window.start.day:02d}/{rule.window.start.month:02d} → "
        f"{rule.window.end.day:02d}/{rule.window.end.month:02d} ({rule.window.article}, *{rule.window.mark}*)\n"
        for rule in pack.kinds
    )
    rows = "".join(map(_criterion, pack.criteria))
    table = f"\n| id | kinds | gist | logic | article | mark |\n|---|---|---|---|---|---|\n{rows}" if rows else ""
    return f"{head}{off}\n{windows}{table}"


def _criterion(one: Criterion) -> str:
    return f"| {one.id} | {', '.join(one.kinds)} | {one.gist} | {one.test.logic} | {one.article} | {one.mark} |\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "permissions.md": permissions_page,
    "lifecycles.md": lifecycles_page,
    "packs.md": packs_page,
}
