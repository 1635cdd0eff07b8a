"""Who may sign a summary or open it again, and why not."""

from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.queries.records import closing_of
from binhyen.programmes.registers import SUMMARIES
from binhyen.registers.models import Record
from binhyen.registers.permissions import may_change, may_keep_at


def may_close(actor: Actor, record: Record) -> Decision:
    """Tell whether a post says that a summary was signed: who may change it, while it is open."""
    return may_change(SUMMARIES, actor, record)


def may_reopen(actor: Actor, record: Record) -> Decision:
    """Tell whether a post opens a signed summary again: the keepers of its place."""
    keeper = may_keep_at(SUMMARIES, actor, record.place_path)
    if not keeper:
        return keeper
    if closing_of(record.pk) is None:
        return no("programmes.not_signed", gettext_noop("This summary is not signed."))
    return YES
