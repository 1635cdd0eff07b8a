"""Reads of results of earlier years: what stands against writing them, against a round, and those of one unit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from binhyen.database.lookups import under_any
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Question
from binhyen.kernel.trees import ancestors, is_under
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import scopes_of
from binhyen.places.rules.kinds import Tier
from binhyen.recognition.models import PastResult, Round
from binhyen.recognition.rules.lifecycle import Outcome
from binhyen.recognition.rules.past import INDICATOR, SHARE, PastSaid, is_total, past_title, said_twice
from binhyen.recognition.rules.reported import PLACES
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.queries.entries import province_of
from binhyen.registers.queries.ledger import lines_behind
from binhyen.registers.queries.places import paths_on
from binhyen.units.models import Unit, UnitVersion
from binhyen.units.rules.kinds import SUBJECT_OF_PLACE, UnitKind

WORD = "recognition.past_results"
"""Code of the register, and the word under which its writers and those who open rounds wait for each other."""
_FEW = 40
Places = Mapping[int, tuple[tuple[str, ...], str]]
"""Paths of the place of each draft, by its position, and its tier where it was there on its day."""
_UNITS_OF: Mapping[str, Collection[str]] = {Tier.AREA: PLACES[:1], Tier.COMMUNE: PLACES[1:]}
"""Kinds of units that a place of a tier is itself."""


def past_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which results a round of their year gives already, and which are said twice."""
    places = _places(drafts)
    placed = {at: draft for at, draft in enumerate(drafts) if at in places and draft.facts.number("year")}
    said = {at: _said(draft, *places[at]) for at, draft in placed.items()}
    rounds = _rounds(said.values())
    own = {draft.record_id for draft in drafts if draft.record_id}
    twice = said_twice(list(said.values()), _known(said.values(), own))
    found: dict[int, tuple[Finding, ...]] = {}
    for position, (at, one) in enumerate(said.items()):
        findings = (_round_exists(one, rounds), twice.get(position))
        found[at] = tuple(finding for finding in findings if finding)
    return found


def _said(draft: Draft, paths: tuple[str, ...], tier: str) -> PastSaid:
    facts = draft.facts
    return PastSaid(
        past_title(facts),
        facts.number("year"),
        facts.text("unit_kind"),
        facts.text("managing_level"),
        fold(facts.text("name")),
        is_total(facts),
        paths,
        not is_total(facts) and facts.text("unit_kind") in _UNITS_OF.get(tier, ()),
    )


def _places(drafts: Sequence[Draft]) -> Places:
    """Return the path of each draft's place on its day with its tier; of one that came later all that it covers."""
    wanted = {at: (draft.facts.place_id, day) for at, draft in enumerate(drafts) if (day := _day(draft))}
    then = paths_on(wanted.values())
    late = {place_id for place_id, day in wanted.values() if (place_id, day) not in then}
    covered = {place_id: _covered(place_id) for place_id in late}
    found = {
        at: ((then[key].path,), then[key].place.tier) if key in then else (covered[key[0]], "")
        for at, key in wanted.items()
    }
    return {at: place for at, place in found.items() if place[0]}


def _day(draft: Draft) -> date | None:
    return draft.facts.day("decided_on")


def _covered(place_id: int) -> tuple[str, ...]:
    last = PlaceVersion.objects.filter(place_id=place_id).order_by("-valid_from").first()
    return tuple(dict.fromkeys((last.path, *scopes_of(place_id, last.valid_from)))) if last else ()


def _rounds(said: Iterable[PastSaid]) -> set[tuple[int, str]]:
    """Return the rounds of the years in question, as years and paths: one query."""
    years = {one.year for one in said}
    return set(Round.objects.filter(year__in=years).values_list("year", "province_path")) if years else set()


def _round_exists(one: PastSaid, rounds: set[tuple[int, str]]) -> Finding | None:
    if not any((one.year, above) in rounds for path in one.paths for above in ancestors(path)):
        return None
    message = gettext_noop(
        "The province has a round of %(year)s in the system: that year's results are the round's. Look there; write "
        "here only years without a round."
    )
    return Finding("recognition.round_exists", message, params={"year": str(one.year)}, where="year")


def _known(said: Iterable[PastSaid], but: set[int]) -> list[PastSaid]:
    """Return what the register says of the years in question in and above the places named."""
    years, paths = {one.year for one in said}, {path for one in said for path in one.paths}
    if not years:
        return []
    if len(paths) > _FEW:
        paths = {province_of(path) or path for path in paths}
    above = {higher for path in paths for higher in ancestors(path)}
    rows = PastResult.objects.filter(superseded_at=None, year__in=years).select_related("place")
    rows = rows.filter(Q(place_path__in=above) | under_any("place_path", tuple(sorted(paths))))
    return [_row(row) for row in rows.iterator() if row.record_id not in but]


def _row(row: PastResult) -> PastSaid:
    name, paths, total = fold(row.name), (row.place_path,), _sums_up(row)
    itself = not total and row.unit_kind in _UNITS_OF.get(row.place.tier, ())
    return PastSaid(row.title, row.year, row.unit_kind, row.managing_level, name, total, paths, itself)


def _sums_up(row: PastResult) -> bool:
    """Tell whether a row is a total: of more than one."""
    return row.amounts.get(SHARE, "").rpartition("/")[2] not in {"", "1"}


# ------------------------------------------------------------------ rounds beside them


def past_results_under(path: str, year: int) -> int:
    """Count what the register says of a year below a province's path."""
    rows = PastResult.objects.filter(superseded_at=None, year=year)
    return rows.filter(under_any("place_path", (path,))).count()


def later_lists_answer(question: Question) -> bool:
    """Tell whether results from lists stand at the end of a period."""
    asked = Question(
        frozenset({INDICATOR}), question.place_id, question.scopes, question.period, question.as_of, question.on_map
    )
    return lines_behind(asked).exists()


# ------------------------------------------------------------------ one unit


def past_results_of(unit: Unit) -> list[PastResult]:
    """Return what lists of earlier years say of a unit, newest first. Needs `kind` loaded; a bounded number of queries.

    A place is known by itself, everything else by kind and name (also a former one) in its place or above, where no
    other unit there bears that name.
    """
    kind = UnitKind(unit.kind.treated_as)
    paths = set(PlaceVersion.objects.filter(place_id=unit.place_id).values_list("path", flat=True)) | {unit.place_path}
    above = {higher for path in paths for higher in ancestors(path)}
    names = {unit.fold, *map(fold, UnitVersion.objects.filter(unit=unit).values_list("name", flat=True))}
    rows = PastResult.objects.filter(superseded_at=None, unit_kind__in=_kinds(kind))
    rows = rows.filter(Q(place_id=unit.place_id) | Q(place_path__in=above)).order_by("-year", "-id")
    listed = [row for row in rows if not _sums_up(row)]
    own = {row.pk for row in listed if kind in SUBJECT_OF_PLACE and row.place_id == unit.place_id}
    named = {row.pk for row in listed if fold(row.name) in names} - own
    others = _namesakes(unit, names, sorted(above)) if named else ()
    alone = {row.pk for row in listed if row.pk in named and not any(is_under(one, row.place_path) for one in others)}
    return [row for row in listed if row.pk in own | alone]


def _kinds(kind: UnitKind) -> tuple[str, ...]:
    return PLACES[1:] if kind is UnitKind.COMMUNE else (kind.value,)


def _namesakes(unit: Unit, names: set[str], above: Sequence[str]) -> list[str]:
    """Return the paths of other units of the same kind and name."""
    rows = Unit.objects.filter(fold__in=names, kind__treated_as=unit.kind.treated_as).exclude(pk=unit.pk)
    return list(rows.filter(place_path__under=above[0]).values_list("place_path", flat=True))


def outcome_of(row: PastResult) -> Outcome:
    """Return the result of a single unit, said as such or as one of one."""
    if row.result:
        return Outcome(row.result)
    return Outcome.NOT_RECOGNISED if row.amounts.get(SHARE, "").startswith("0/") else Outcome.RECOGNISED
