"""Groups and teams: what is wrong with an entry, and what it counts. Source: Law 30/2023/QH15, articles 14 and 16."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from binhyen.forces.rules.kinds import GRASSROOTS, KINDS, LAW, LAW_SINCE, Kind, end_of
from binhyen.kernel.amounts import Amount, Bound, Said, exactly
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line, restated

COUNTED, STRENGTHENED = "counted", "strengthened"
BY_LIST, BY_NUMBER = "list", "number"
_OPEN = {Bound.OVER, Bound.AT_LEAST, Bound.ABOUT}
"""Amounts with these bounds may be more than they say."""


def by_list(facts: Facts) -> bool:
    """Tell whether a team's members are counted from the list of them, one by one."""
    kind = KINDS.get(facts.text("kind"))
    return kind is not None and kind.listed and facts.text("members_by") == BY_LIST


def group_lines(facts: Facts, steps: Sequence[StepFacts]) -> list[Line]:
    """Return what an entry counts: its groups (one where none is said) and its members, each until stated anew.

    Members who are in the list one by one count themselves.
    """
    kind = KINDS.get(facts.text("kind"))
    if kind is None:
        return []
    said = facts if facts.amount("groups").said is not Said.EMPTY else _one_group(facts)
    until = end_of(kind, facts.day("until"))
    fields = [_counting(kind, name, code) for name, code in kind.counted if not (name == "members" and by_list(facts))]
    return restated(fields, said, list(steps), facts.day("since"), until)


def _one_group(facts: Facts) -> Facts:
    return replace(facts, amounts={**facts.amounts, "groups": exactly(1)})


def _counting(kind: Kind, name: str, code: str) -> Field:
    split = {"org": "org"} if code in kind.by_org else {"reach": "reach"} if kind.by_reach else {}
    return Field(name, "", FieldKind.AMOUNT, indicator=code, split_by=split)


def group_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what cannot be so: a force before its law or after its end, no decision, more leaders than members."""
    kind = KINDS.get(facts.text("kind"))
    if kind is None:
        return
    yield from force_findings(kind, facts.day("since"))
    if kind.code == GRASSROOTS and not facts.text("decision").strip():
        message = gettext_noop("The commune chair founds the team by a decision. Write its number and day.")
        yield Finding("forces.no_decision", message, where="decision", source=f"{LAW}, Đ16")
    if facts.day("until") and not facts.text("dissolution").strip():
        message = gettext_noop("A group ends by a decision. Write its number and day.")
        yield Finding("forces.no_dissolution", message, where="dissolution")
    yield from _one_list(facts)
    yield from _quota(facts)
    yield from _leaders(facts, steps)
    yield from _after_end(facts, steps)


def force_findings(kind: Kind, since: date | None) -> Iterator[Finding]:
    """Say where a day lies before the law of the force, or after the force ended."""
    if since is None:
        return
    if kind.code == GRASSROOTS and since < LAW_SINCE:
        message = gettext_noop(
            "The grassroots force is there from %(day)s only. Before, it was ward guards, semi-professional police or "
            "civil defence: choose that kind."
        )
        params = {"day": f"{LAW_SINCE:%d/%m/%Y}"}
        yield Finding("forces.before_law", message, params=params, where="since", source=LAW)
    if kind.ends is not None and since >= kind.ends:
        message = gettext_noop("“%(kind)s” ended on %(day)s. Choose the grassroots team that took its place.")
        params = {"kind": Word(kind.name), "day": f"{kind.ends:%d/%m/%Y}"}
        yield Finding("forces.force_ended", message, params=params, where="since", source=LAW)


def _one_list(facts: Facts) -> Iterator[Finding]:
    groups = facts.amount("groups")
    if by_list(facts) and groups.said is not Said.EMPTY and groups != exactly(1):
        message = gettext_noop("A list of members belongs to one team. Write each team as an entry of its own.")
        yield Finding("forces.list_of_several", message, where="groups")


def _quota(facts: Facts) -> Iterator[Finding]:
    members, quota = facts.amount("members"), facts.number("quota")
    if quota and members.said is Said.NUMBER and members.number > quota:
        message = gettext_noop("%(members)s members, but the quota is %(quota)s. Look at both numbers again.")
        params = {"members": members.number, "quota": quota}
        yield Finding("forces.above_quota", message, Severity.WARNING, params, "members", f"{LAW}, Đ14")


def _leaders(facts: Facts, steps: Sequence[StepFacts]) -> Iterator[Finding]:
    """Follow leaders and members through the statements: what a later one leaves out holds on."""
    leaders, members = facts.number("leaders"), facts.amount("members")
    yield from _leaders_then(leaders, members, facts.day("since"))
    for step in steps:
        said, counted = step.values.get("leaders"), step.amounts.get("members", members)
        leaders = said if isinstance(said, int) else leaders
        members = counted if counted.said is not Said.EMPTY else members
        yield from _leaders_then(leaders, members, step.on)


def _leaders_then(leaders: int, members: Amount, on: date | None) -> Iterator[Finding]:
    known = members.said in {Said.NUMBER, Said.NOTHING} and members.bound not in _OPEN
    if known and leaders > members.number:
        message = gettext_noop(
            "%(leaders)s leaders, but %(members)s members (%(on)s). Leaders are members too: look at both numbers."
        )
        params = {"leaders": leaders, "members": members.number, "on": f"{on:%d/%m/%Y}" if on else "–"}
        yield Finding("forces.leaders_above_members", message, params=params, where="leaders")


def _after_end(facts: Facts, steps: Sequence[StepFacts]) -> Iterator[Finding]:
    until = facts.day("until")
    for step in steps:
        if until is not None and step.on >= until:
            message = gettext_noop("The group ended on %(until)s; nothing can have happened to it on %(on)s.")
            params = {"until": f"{until:%d/%m/%Y}", "on": f"{step.on:%d/%m/%Y}"}
            yield Finding("forces.after_end", message, params=params, where="on")
