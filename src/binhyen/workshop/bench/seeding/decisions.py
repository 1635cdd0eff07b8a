"""Decisions of every authority, made by the action that people use."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from binhyen.documents.rules.content import Issuer, Signature
from binhyen.documents.rules.numbering import POOLED, RegisterKey
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Refused
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.recognition.actions.deciding import Paper, decide_many
from binhyen.recognition.letters import Desk
from binhyen.recognition.models import Dossier
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.lifecycle import DecisionKind, Outcome, State
from binhyen.units.rules.kinds import UnitKind
from binhyen.workshop.bench.plan import moment
from binhyen.workshop.bench.seeding.ground import Ground
from binhyen.workshop.bench.seeding.people import Person

_KINDS = {Outcome.RECOGNISED: DecisionKind.RECOGNISE, Outcome.NOT_RECOGNISED: DecisionKind.REFUSE}
_SIGNERS = (Role.COMMUNE_CHAIR, Role.PROVINCE_LEADER)


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides where."""

    persons: Mapping[int, Person]
    places: Mapping[int, PlaceVersion]

    def decide_all(self, dossier_ids: Sequence[int], outcome: Outcome, on: date) -> None:
        """Decide on dossiers, one decision for each authority."""
        seats: dict[int, list[int]] = {}
        for pk, seat in Dossier.objects.filter(pk__in=dossier_ids).values_list("pk", "decider_id"):
            if seat is not None:
                seats.setdefault(seat, []).append(pk)
        for seat, ids in seats.items():
            self.decide(seat, ids, Ruling(_KINDS[outcome], on, "Còn tiêu chí chưa đạt."))

    def decide_communes(self, year: int, on: date) -> None:
        """Recognise communes one by one; one whose units fall short stays with its appraisers."""
        rows = Dossier.objects.filter(round__year=year, kind=UnitKind.COMMUNE, state=State.APPRAISED)
        for pk, seat in list(rows.order_by("pk").values_list("pk", "decider_id")):
            with suppress(Refused):
                self.decide(seat, [pk], Ruling(DecisionKind.RECOGNISE, on))

    def decide(self, seat: int, dossier_ids: Sequence[int], ruling: Ruling) -> None:
        """Decide at one place."""
        at = moment(ruling.on.year, ruling.on.month, ruling.on.day)
        paper = paper_of(self.places[seat])
        decide_many(dossier_ids=dossier_ids, ruling=ruling, paper=paper, by=self.persons[seat].actor(), at=at)


def deciders(ground: Ground, people: Sequence[Person]) -> Deciders:
    """Return who signs for the province and for each commune."""
    persons = {one.place_id: one for one in people if one.role in _SIGNERS}
    return Deciders(persons, {one.place_id: one for one in (ground.province, *ground.communes)})


def paper_of(place: PlaceVersion) -> Paper:
    """Return how a place's people's committee issues a decision."""
    name = label_of(place)
    code = f"UBND-{place.code}"
    desk = Desk(
        issuer=Issuer(code=code, name=f"Ủy ban nhân dân\n{name}", sign="UBND", place_name=place.name),
        signature=Signature(title="CHỦ TỊCH", name="Người Ký"),
        authority=f"Ủy ban nhân dân {name}",
        proposer=f"Trưởng Công an {name}",
        demonstration=True,
    )
    return Paper(desk, RegisterKey(code, POOLED))
