"""Who is signed in and what they look at: taken from the seeded database, different for every request."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from binhyen.documents.models import Document
from binhyen.kernel.actors import Role
from binhyen.places.models import PlaceVersion
from binhyen.recognition.models import Answer, Decision, Dossier, Round
from binhyen.recognition.rules.lifecycle import State
from binhyen.units.rules.kinds import UnitKind
from binhyen.workshop.bench.plan import ROUNDS
from binhyen.workshop.bench.seeding.people import Person, sign_in

_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Guest:
    """A person with an open session, and the dossiers that the person opens in turn."""

    person: Person
    session: str
    place: PlaceVersion
    dossiers: tuple[Dossier, ...]

    def dossier(self, turn: int) -> Dossier:
        """Return the dossier of one turn."""
        return self.dossiers[turn % len(self.dossiers)]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the pages are asked about."""

    round: Round
    guests: dict[Role, Guest]
    answers: tuple[Answer, ...]
    """Answers that the commune officer or the head may change, one a dossier."""

    documents: tuple[Document, ...]
    waiting: tuple[Dossier, ...]
    """Sent dossiers that the commune officer appraises."""
    decisions: tuple[Decision, ...]

    def guest(self, role: Role) -> Guest:
        """Return who is signed in for a role."""
        return self.guests[role]


def set_scene(people: Sequence[Person]) -> Scene:
    """Sign one person of each role in: those of the largest commune, where lists are longest."""
    opened = Round.objects.get(year=ROUNDS[-1])
    whole = Dossier.objects.filter(round=opened)
    officer = _of(people, Role.COMMUNE_OFFICER)
    local = whole.filter(commune_id=officer.place_id)
    running = local.filter(state=State.ASSESSING).order_by("pk")
    guests = {role: _guest(_of(people, role), whole) for role in _PROVINCIAL}
    guests |= {role: _guest(_of(people, role), local) for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)}
    guests |= _voices(people, running, whole)
    waiting = local.filter(state=State.SUBMITTED, decider_id=officer.place_id).order_by("pk")[:_SAMPLE]
    documents = Document.objects.order_by("pk")[:_SAMPLE]
    decisions = Decision.objects.select_related("document").order_by("pk")
    return Scene(opened, guests, _answers(running), tuple(documents), tuple(waiting), tuple(decisions))


def _voices(people: Sequence[Person], running: QuerySet[Dossier], whole: QuerySet[Dossier]) -> dict[Role, Guest]:
    """Sign in who answers for an area and for an organisation at work on their answers: elsewhere, if none is here."""
    found: dict[Role, Guest] = {}
    anywhere = whole.filter(state=State.ASSESSING).order_by("pk")
    areas = (rows.filter(kind=UnitKind.RESIDENTIAL_AREA).first() for rows in (running, anywhere))
    area = next(filter(None, areas), None)
    if area is not None:
        head = next(one for one in people if one.role is Role.RESIDENTIAL_HEAD and one.place_id == area.place_id)
        found[Role.RESIDENTIAL_HEAD] = _guest(head, whole.filter(pk=area.pk))
    others = (rows.exclude(kind__in=_PLACES).first() for rows in (running, anywhere))
    other = next(filter(None, others), None)
    if other is not None:
        voice = next(one for one in people if one.unit_id == other.unit_id)
        found[Role.UNIT_REPRESENTATIVE] = _guest(voice, whole.filter(pk=other.pk))
    return found


_PROVINCIAL = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.AUDITOR, Role.OPERATOR)
_PLACES = (UnitKind.RESIDENTIAL_AREA, UnitKind.COMMUNE)


def _of(people: Sequence[Person], role: Role) -> Person:
    return next(one for one in people if one.role is role)


def _guest(person: Person, dossiers: QuerySet[Dossier]) -> Guest:
    """Open a session; of the dossiers every few are taken, so that requests meet all kinds, places and states."""
    ids = list(dossiers.order_by("pk").values_list("pk", flat=True))
    taken = ids[:: max(1, len(ids) // _SAMPLE)][:_SAMPLE]
    rows = tuple(Dossier.objects.filter(pk__in=taken).order_by("pk"))
    place = PlaceVersion.objects.filter(place_id=person.place_id).order_by("-valid_from")[0]
    return Guest(person, sign_in(person), place, rows)


def _answers(running: QuerySet[Dossier]) -> tuple[Answer, ...]:
    """Return judged answers of running dossiers, one a dossier: every save finds its own, as in life."""
    ids = list(running.order_by("pk").values_list("pk", flat=True)[:_SAMPLE])
    rows = Answer.objects.filter(dossier_id__in=ids, criterion__startswith="DO-").order_by("dossier_id", "criterion")
    first: dict[int, Answer] = {}
    for row in rows:
        first.setdefault(row.dossier_id, row)
    return tuple(first.values())
