"""Reference pages written from the tables themselves, so that they can't disagree."""

from collections.abc import Callable, Mapping

from binhyen.accounts.rules import table as accounts_table
from binhyen.analytics.rules.signals import rights as signal_rights
from binhyen.indicators.rules import table as indicators_table
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.checks import Check
from binhyen.indicators.rules.shelf import shipped_catalogue, shipped_checks, shipped_dims
from binhyen.kernel.actors import Role
from binhyen.kernel.grants import PermissionTable
from binhyen.kernel.lifecycles import Event, Lifecycle, Status
from binhyen.narrative.rules.forgetting import LIFE_OF_TEXTS
from binhyen.narrative.rules.lifecycle import LIFE as WRITTEN
from binhyen.recognition.rules.lifecycle import DOSSIER
from binhyen.recognition.rules.model import Criterion, Pack
from binhyen.recognition.rules.rights import TABLE as RECOGNITION
from binhyen.recognition.rules.shelf import shipped
from binhyen.reports.rules.lifecycle import REPORT
from binhyen.reports.rules.rights import TABLE as REPORTS
from binhyen.reports.rules.threads import DIFFICULTY

GENERATED = "<!-- Written by `binhyen write-reference`. Do not edit. -->\n\n"


def permissions_page() -> str:
    """Who may do what: one section a storey, one row a role."""
    law = "A post has what stands in its role's row, and nothing else. Checks and buttons read the same tables."
    return f"{GENERATED}# Permissions\n\n{law}\n{_granted()}{_reports()}{_recognition()}{_signals()}"


def _granted() -> str:
    return "".join(_grants(table) for table in (accounts_table.TABLE, indicators_table.TABLE))


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


def _reports() -> str:
    lines = ["\n## reports\n\n| role | how it stands to the report | may |\n|---|---|---|\n"]
    for (role, relation), abilities in REPORTS.items():
        lines.append(f"| {role} | {relation} | {', '.join(abilities)} |\n")
    return "".join(lines)


def _signals() -> str:
    lines = ["\n## signals and spot checks\n\n| role | of what | may |\n|---|---|---|\n"]
    for reach, table in (("own reports", signal_rights.OWN), ("own province", signal_rights.PROVINCE)):
        lines += (f"| {role} | {reach} | {', '.join(abilities)} |\n" for role, abilities in table.items())
    return "".join(lines)


def lifecycles_page() -> str:
    """The lives of things as tables and graphs."""
    return "".join(
        (
            GENERATED,
            "# Lifecycles\n",
            _lifecycle("A dossier of recognition", DOSSIER),
            _lifecycle("A report", REPORT),
            _lifecycle("A difficulty or proposal", DIFFICULTY),
            _lifecycle("A report in words", WRITTEN),
            _lifecycle("A text that came in", LIFE_OF_TEXTS),
        )
    )


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


def indicators_page() -> str:
    """The catalogue: what each indicator counts, how it adds up, and what it may not be used for."""
    held = shipped_catalogue()
    law = (
        "A flow adds up over time, of a stock the last value holds; a share is the ratio of two sums; what is not "
        "added says so. *Reader only*: known when texts are read, never typed or stored. *Not scored*: in no target, "
        "ranking, score or award rule. *Commune*: never kept below it."
    )
    groups = "".join(
        f"\n## {group.name}\n\n| code | name | unit | over places | over time | split by | guards | source |\n"
        "|---|---|---|---|---|---|---|---|\n" + "".join(map(_indicator, held.of_group(group.code)))
        for group in held.groups
    )
    dims = "".join(
        f"| {dim.code} | {dim.name} | {'any text' if dim.open else ', '.join(dim.values)} |\n"
        for dim in shipped_dims().values()
    )
    head = f"{GENERATED}# Indicators, version {held.version}\n\n{held.title}: {len(held.indicators)}. {law}\n"
    return f"{head}{groups}\n## Dimensions\n\n| code | name | values |\n|---|---|---|\n{dims}"


def _indicator(one: Indicator) -> str:
    guards = [
        *([] if one.in_forms else ["reader only"]),
        *(["not scored"] if one.in_forms and not one.scored else []),
        *([one.floor.value] if one.floor else []),
    ]
    cells = (one.code, one.name, one.unit, one.over_places, one.over_time, ", ".join(one.dims), ", ".join(guards))
    return f"| {' | '.join(cells)} | {one.source.text}, *{one.source.mark}* |\n"


def checks_page() -> str:
    """Every shipped check: what it compares, how much it hinders, and what it says."""
    law = (
        "A check is data. An error hinders sending, a warning asks for a look, an information is only said; where a "
        "reason is taken, it holds for that value alone. “*” stands for every share, “*stocks” and “*flows” for all of "
        "their kind."
    )
    rows = "".join(map(_check, shipped_checks()))
    head = "| code | kind | severity | reason taken | looks at | says | source |\n|---|---|---|---|---|---|---|\n"
    return f"{GENERATED}# Checks\n\n{law}\n\n{head}{rows}"


def _check(one: Check) -> str:
    cells = ", ".join(str(cell).replace("|", "\\|") for cell in (one.left, *one.right) if cell)
    reason = "yes" if one.waivable else "no"
    said = f"| {one.code} | {one.kind} | {one.severity} | {reason} | {cells} | {one.message.strip()} "
    return f"{said}| {one.source}, *{one.mark}* |\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "permissions.md": permissions_page,
    "lifecycles.md": lifecycles_page,
    "packs.md": packs_page,
    "indicators.md": indicators_page,
    "checks.md": checks_page,
}
