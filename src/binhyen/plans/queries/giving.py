"""Whose task something is: what an office above asked is changed, sent back and closed there; the place does it."""

from collections.abc import Iterable

from binhyen.accounts.models import Post
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.plans.models import PlanTask, Remedy
from binhyen.plans.rules.inspections import GIVERS_STEPS as INSPECTORS_STEPS
from binhyen.plans.rules.tasks import GIVERS_STEPS, NAMED_ROLES
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import Wish


def path_of_post(post_id: int) -> str:
    """Return where a post stands; "" for what no person wrote."""
    place = Post.objects.filter(pk=post_id).values("place_id")[:1]
    found = PlaceVersion.objects.filter(place_id__in=place).order_by("-valid_from").first()
    return found.path if found else ""


def agencies_of(actor: Actor) -> frozenset[str]:
    """Return by which words tasks may name a post's agency: its own name, and the title before "· xã An Phú"."""
    agency = Post.objects.filter(pk=actor.post_id).values_list("agency", flat=True).first() or ""
    return frozenset({fold(agency), fold(actor.title.partition(" · ")[0])} - {""})


def is_named(agencies: Iterable[str], lead: str) -> bool:
    """Tell whether a task names one of these agencies, in longer or in shorter words."""
    asked = fold(lead)
    return any(agency in asked or asked in agency for agency in agencies)


def task_allows(actor: Actor, wish: Wish) -> Decision:
    """Take away: a plan of others, a task that others asked, a task that names another agency."""
    if actor is SYSTEM:
        return YES
    if wish.facts is not None and not _covers(actor, wish, wish.facts.number("plan")):
        message = gettext_noop("This plan is another office's. Add the task to a plan of your own place.")
        return never("plans.not_your_plan", message)
    return _known_task(actor, wish.record, wish) if wish.record is not None else YES


def _known_task(actor: Actor, record: Record, wish: Wish) -> Decision:
    if wish.attaches or (wish.kind is not None and wish.kind.code not in GIVERS_STEPS):
        return _does_it(actor, record)
    return _asked(actor, giver_of_task(record))


def _does_it(actor: Actor, record: Record) -> Decision:
    """A department or association acts where the task names it."""
    if actor.role not in NAMED_ROLES:
        return YES
    row = PlanTask.objects.filter(record=record, superseded_at=None).values_list("lead", "partners").first()
    agencies = agencies_of(actor)
    if row is not None and any(is_named(agencies, named) for named in row if named):
        return YES
    message = gettext_noop("This task names another agency. The one that leads it reports on it.")
    return never("plans.not_your_task", message)


def _asked(actor: Actor, giver: str) -> Decision:
    if actor.covers(giver):
        return YES
    message = gettext_noop("The office that asked for this changes, extends and closes it. Ask it to.")
    return never("plans.not_your_task", message)


def giver_of_task(record: Record) -> str:
    """Return the path of the place that asked: the plan's, else that of the post that wrote it."""
    row = PlanTask.objects.filter(record=record, superseded_at=None).values_list("plan__place_path").first()
    planned = row[0] if row else None
    return planned or path_of_post(record.by_post) or record.place_path


def remedy_allows(actor: Actor, wish: Wish) -> Decision:
    """Take away: an inspection of others; what is confirmed or sent back by those who inspected."""
    if actor is SYSTEM:
        return YES
    if wish.facts is not None and not _covers(actor, wish, wish.facts.number("inspection")):
        message = gettext_noop("This inspection is another office's, which writes down what it found.")
        return never("plans.not_your_inspection", message)
    does_it = wish.attaches or (wish.kind is not None and wish.kind.code not in INSPECTORS_STEPS)
    if wish.record is None or does_it:
        return YES
    row = Remedy.objects.filter(record=wish.record, superseded_at=None).values_list("inspection__place_path").first()
    return _asked(actor, (row[0] if row else "") or wish.record.place_path)


def _covers(actor: Actor, wish: Wish, record_id: int) -> bool:
    """Tell whether a post covers the place of a record that is pointed at; what points at nothing is covered."""
    if not record_id:
        return True
    known = wish.named.get(record_id) or Record.objects.filter(pk=record_id).first()
    return known is not None and actor.covers(known.place_path)
