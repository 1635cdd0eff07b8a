"""What the annexes of a report show beside its figures: places below, words for splits, lists of units and awards."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, Q

from binhyen.awards.queries.roll import public_awards
from binhyen.awards.queries.wording import authority_name
from binhyen.indicators.counting import count_in_registers_each
from binhyen.indicators.queries import dims
from binhyen.indicators.rules.cells import CellKey, cell_key
from binhyen.kernel.ports import CountedRow
from binhyen.narrative.queries.measuring import Asked, measured_cells
from binhyen.narrative.writer.appendices import PlaceRow, Tables
from binhyen.narrative.writer.facts import Measured
from binhyen.narrative.writer.templates import Template
from binhyen.places.queries import children_of, label_of, scopes_of, versions_on
from binhyen.recognition.models import DecisionItem, Dossier
from binhyen.recognition.queries.rounds import dossiers_under, rounds_touching
from binhyen.recognition.rules.lifecycle import NOT_COUNTED, Outcome, State

RECOGNISED = "recognised_units"
_KINDS = ("residential_area", "commune", "ward", "township", "special_zone", "agency", "enterprise", "school")


def tables_for(template: Template, asked: Asked) -> Tables:
    """Read what the annexes of a template show, and no more."""
    wanted = {one.table for one in template.appendices}
    places = _places(asked) if "places" in wanted else ()
    lists = {name: read(asked) for name, read in _LISTS.items() if name in wanted}
    cells = (*template.cells, *(cell for row in places for cell in row.now))
    titles = {_by_kind(kind): dims()["unit_kind"].name_of(kind) for kind in _KINDS}
    undecided = _undecided(asked) if "recognition" in wanted else frozenset()
    return Tables(places, lists, labels_of(cells), titles, undecided)


def labels_of(cells: Iterable[CellKey]) -> dict[str, str]:
    """Return the words for splits, by their canonical text."""
    known = dims()
    found = {}
    for cell in cells:
        words = [known[code].name_of(value) for code, value in cell.split.items() if code in known]
        found[cell.dims] = ", ".join(words)
    return found


def _undecided(asked: Asked) -> frozenset[CellKey]:
    """Return the kinds of units whose round of the period's year lies there without any decision: two queries."""
    scopes = scopes_of(asked.place.place_id, asked.period.end)
    rounds = rounds_touching(scopes).filter(year=asked.period.end.year)
    counted = dossiers_under(scopes, rounds).exclude(state__in=NOT_COUNTED).order_by().values_list("report_kind")
    rows = counted.annotate(decided=Count("pk", filter=Q(state=State.DECIDED)))
    return frozenset(_by_kind(kind) for kind, decided in rows if not decided)


def _by_kind(kind: str) -> CellKey:
    return cell_key(RECOGNISED, {"unit_kind": kind})


def _places(asked: Asked) -> Sequence[PlaceRow]:
    """Return the places right below with their recognised units by kind; those without any are left out."""
    children = list(children_of(asked.place.place_id, asked.period.end))
    ids = [one.place_id for one in children]
    counted = count_in_registers_each({RECOGNISED}, ids, asked.period)
    rows = [PlaceRow(label_of(one), _measured(counted[one.place_id])) for one in children]
    return [row for row in rows if row.now]


def _measured(rows: Sequence[CountedRow]) -> Mapping[CellKey, Measured]:
    return measured_cells([_by_kind(kind) for kind in _KINDS], rows)


def _recognised(asked: Asked) -> list[tuple[str, ...]]:
    """List the units that the place's own authority recognised in the period's year: three queries."""
    rows = Dossier.objects.filter(
        round__year=asked.period.end.year, decider_path=asked.place.path, result=Outcome.RECOGNISED
    )
    listed = list(rows.order_by("report_kind", "sort_key", "pk").values_list("pk", "name", "report_kind", "commune_id"))
    symbols = dict(
        DecisionItem.objects.filter(dossier__in=rows.values("pk"), outcome=Outcome.RECOGNISED)
        .order_by("pk")
        .values_list("dossier_id", "decision__document__symbol")
    )
    names = {key: label_of(one) for key, one in versions_on({row[3] for row in listed}, asked.period.end).items()}
    kinds = dims()["unit_kind"]
    return [
        (name, kinds.name_of(kind), names.get(commune, ""), symbols.get(pk, "")) for pk, name, kind, commune in listed
    ]


def _awarded(asked: Asked) -> list[tuple[str, ...]]:
    """List the awards of the period that everybody may see: one query."""
    rows = public_awards().filter(place_path__under=asked.place.path)
    rows = rows.filter(decided_on__gte=asked.period.start, decided_on__lte=asked.period.end)
    known = dims()["award_kind"].values
    return [
        (row.recipient, known.get(row.form, row.form), authority_name(row.authority), row.decision)
        for row in rows.order_by("authority", "form", "recipient_kind", "decided_on", "pk")
    ]


_LISTS = {"recognised": _recognised, "awarded": _awarded}
