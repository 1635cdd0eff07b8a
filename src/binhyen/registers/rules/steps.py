"""Steps of an entry's life: which may follow which, and what they lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.registers.rules.facts import StepFacts
from binhyen.registers.rules.fields import Field

BEGIN = ""
"""The state of an entry to which nothing happened yet."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of an entry: its name (an English gettext source) and the chip that shows it."""

    name: str
    look: str = "todo"


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step that may be taken: in which states, and the state that it leads to ("" leaves it as it is).

    `document` says that the step rests on one: its number, day and title are asked for. `roles` narrows who may take
    it; empty leaves it to the keepers of the register. `fields` are asked beside the day.
    """

    code: str
    label: str
    after: frozenset[str]
    leads_to: str = ""
    document: bool = False
    note: bool = False
    """A reason or remark is asked for."""
    fields: tuple[Field, ...] = ()
    roles: frozenset[Role] = frozenset()
    danger: bool = False
    page: str = ""
    """URL name of the storey's own page on which the step is taken, if it has one."""


@dataclass(frozen=True, slots=True)
class Life:
    """The states and steps of a register's entries."""

    states: Mapping[str, State]
    kinds: tuple[StepKind, ...]

    def kind(self, code: str) -> StepKind | None:
        """Return a kind of step by its code."""
        return next((one for one in self.kinds if one.code == code), None)

    def state_after(self, steps: Sequence[StepFacts], start: str = BEGIN) -> str:
        """Return the state to which steps, in order, have led from the one in which an entry begins."""
        state = start
        for step in steps:
            kind = self.kind(step.code)
            state = (kind.leads_to if kind else "") or state
        return state

    def open_to(self, state: str) -> tuple[StepKind, ...]:
        """Return the steps that may be taken in a state."""
        return tuple(one for one in self.kinds if state in one.after)


NO_LIFE = Life({}, ())
_BEGUN = gettext_noop("just written down")


def step_findings(
    life: Life, steps: Sequence[StepFacts], begun: date | None = None, start: str = BEGIN
) -> list[Finding]:
    """Say why steps, in the order in which they were taken, could not have happened so. `start` is the first state.

    Refused: a step that is not known, that the state before does not allow, that lies before the one it follows or
    before the entry began, that wants a document or a remark and has none.
    """
    found: list[Finding] = []
    for number, step in enumerate(steps):
        kind = life.kind(step.code)
        before = life.state_after(steps[:number], start)
        if kind is None or before not in kind.after:
            found.append(_no_such_step(life, step, before))
            continue
        found += _step(kind, step, steps[number - 1].on if number else begun)
    return found


def _no_such_step(life: Life, step: StepFacts, before: str) -> Finding:
    kind, state = life.kind(step.code), life.states.get(before)
    message = gettext_noop("“%(step)s” cannot follow the state “%(state)s”. Take the steps in between first.")
    params = {"step": Word(kind.label) if kind else step.code, "state": Word(state.name if state else _BEGUN)}
    return Finding("registers.no_such_step", message, params=params, where="code")


def _step(kind: StepKind, step: StepFacts, before: date | None) -> list[Finding]:
    found = []
    if before is not None and step.on < before:
        message = gettext_noop("The step is dated %(on)s, before what it follows (%(before)s). Put the days in order.")
        params = {"on": f"{step.on:%d/%m/%Y}", "before": f"{before:%d/%m/%Y}"}
        found.append(Finding("registers.step_before_last", message, params=params, where="on"))
    if kind.document and not step.document.strip():
        message = gettext_noop("This step rests on a document. Write its number, day and title.")
        found.append(Finding("registers.step_without_document", message, where="document"))
    if kind.note and not step.note.strip():
        found.append(Finding("registers.step_without_note", gettext_noop("Say why, in a sentence."), where="note"))
    return found
