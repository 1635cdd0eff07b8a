"""Who may write in a register, and why not."""

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.registers.models import Import, Record
from binhyen.registers.queries.declared import OWN_ENTRIES, Register, Wish
from binhyen.registers.rules.steps import StepKind


def may_add(register: Register, actor: Actor) -> Decision:
    """Tell whether a post writes in a register at all."""
    if actor is SYSTEM or actor.role in register.keepers:
        return YES
    message = gettext_noop("Your post does not write in this register (%(register)s).")
    return never("registers.not_a_keeper", message, register=Word(register.name))


def may_keep_at(register: Register, actor: Actor, path: str) -> Decision:
    """Tell whether a post writes entries of a place."""
    keeper = may_add(register, actor)
    if not keeper or actor is SYSTEM or actor.covers(path):
        return keeper
    message = gettext_noop("This place is not among those that your post covers. Choose one of yours.")
    return never("registers.not_your_place", message)


def may_change(register: Register, actor: Actor, record: Record) -> Decision:
    """Tell whether a post changes what is said of a record: offices everywhere they cover, others their own."""
    own = _may_touch(register, actor, record)
    return own and register.allows(actor, Wish(record=record))


def may_attach(register: Register, actor: Actor, record: Record) -> Decision:
    """Tell whether a post adds photographs and papers: who changes an entry, and who does what others asked."""
    return _may_touch(register, actor, record) and register.allows(actor, Wish(record=record, attaches=True))


def _may_touch(register: Register, actor: Actor, record: Record) -> Decision:
    keeper = may_keep_at(register, actor, record.place_path)
    if not keeper or actor is SYSTEM or actor.role not in OWN_ENTRIES or record.by_post == actor.post_id:
        return keeper
    message = gettext_noop("Another post wrote this. Ask it, or the office, to change it.")
    return never("registers.not_your_entry", message)


def may_step(register: Register, actor: Actor, record: Record, kind: StepKind) -> Decision:
    """Tell whether a post takes a step: those whom the step names, where they cover the place; else the keepers."""
    own = _may_step(register, actor, record, kind)
    return own and register.allows(actor, Wish(record=record, kind=kind))


def _may_step(register: Register, actor: Actor, record: Record, kind: StepKind) -> Decision:
    if not kind.roles:
        return _may_touch(register, actor, record)
    if actor is SYSTEM or (actor.role in kind.roles and actor.covers(record.place_path)):
        return YES
    message = gettext_noop("This step is not your post's to take.")
    return never("registers.not_your_step", message)


def may_undo(register: Register, actor: Actor, brought: Import) -> Decision:
    """Tell whether a post takes a whole import back: the post that brought it, or an office that covers it."""
    keeper = may_add(register, actor)
    if not keeper or brought.by_post == actor.post_id:
        return keeper
    if actor.role not in OWN_ENTRIES and actor.covers(brought.place_path):
        return YES
    message = gettext_noop("Another post brought this workbook. Ask it to take the import back.")
    return never("registers.not_your_import", message)
