"""Writes down, year by year, what lasts: groups, boxes, regular police of each commune of the time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.registers.queries.declared import Draft
from binhyen.workshop.actions.entries import in_sentence, write_drafts
from binhyen.workshop.rules.standing import Ground, Move, Standing, Stated, Written, ended, moves

Said = Mapping[int, Stated]
"""What there is at each place, by its id."""


class Lasting:
    """What stands at the places of a province, carried from year to year."""

    def __init__(self, kinds: Sequence[Standing], starts: date) -> None:
        self.kinds = kinds
        self.starts = starts
        self.known: list[dict[int, list[Written]]] = [{} for _ in kinds]

    def year(self, places: Sequence[PlaceVersion], said: Said, day: date, *, by: Actor, at: datetime) -> None:
        """Write down what is new, more, less or over at the end of a year."""
        for kind, known in zip(self.kinds, self.known, strict=True):
            over = _over(kind, known, {one.place_id for one in places})
            now = [
                move
                for one in places
                for move in moves(kind, self._ground(one), said[one.place_id], known.get(one.place_id, ()), day)
            ]
            wanted = [*over, *now]
            drafts = [Draft(move.facts, move.record_id, steps=move.steps) for move in wanted]
            rows = write_drafts(kind.register, drafts, by=by, at=at)
            for move, row in zip(wanted, rows, strict=True):
                _note(known, move, row.record_id)
            for move in over:
                known.pop(move.place_id, None)

    def _ground(self, one: PlaceVersion) -> Ground:
        return Ground(one.place_id, in_sentence(one), max(self.starts, one.valid_from))


def _over(kind: Standing, known: Mapping[int, Sequence[Written]], there: set[int]) -> list[Move]:
    """Return how entries of places end that are not there any more."""
    gone = sorted(known.keys() - there)
    last = PlaceVersion.objects.filter(place_id__in=gone).order_by("valid_from")
    ends = {row.place_id: row.valid_to for row in last}
    return [ended(kind, entry, day) for place_id in gone if (day := ends[place_id]) for entry in known[place_id]]


def _note(known: dict[int, list[Written]], move: Move, record_id: int) -> None:
    others = [one for one in known.get(move.place_id, []) if one.record_id != record_id]
    known[move.place_id] = [*others, Written(record_id, move.facts, move.stated)]
