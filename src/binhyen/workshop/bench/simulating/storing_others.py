"""What is no report, written into the database in bulk: rounds with their dossiers, lists of earlier years, events."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from binhyen.database.copying import continue_numbers, copy_rows
from binhyen.kernel.parts import in_parts
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.recognition.models import Dossier, PackVersion, PastResult, Round
from binhyen.recognition.queries.past import WORD
from binhyen.recognition.rules.lifecycle import PackState
from binhyen.recognition.rules.past import INDICATOR
from binhyen.registers.models import Record, Tally
from binhyen.units.models import Kind, Unit
from binhyen.units.rules.kinds import UnitKind
from binhyen.workshop.bench.simulating.columns import Columns
from binhyen.workshop.bench.simulating.ground import Seat
from binhyen.workshop.bench.simulating.others import DOSSIERS, PAST_RESULTS, TALLIES, others_of
from binhyen.workshop.bench.simulating.streams import BATCH, aware, copied, rows

_SCALE = 10_000
_RECORD = (
    "id",
    "register",
    "title",
    "place_id",
    "place_path",
    "state",
    "removed_reason",
    "created_at",
    "by_account",
    "by_post",
)
_TALLY = (
    "record_id", "indicator", "dims", "said", "amount", "denominator", "bound", "words", "since", "until", "token",
    "place_path", "recorded_at",
)  # fmt: skip
_PAST = (
    "record_id", "place_id", "place_path", "title", "fold", "state", "amounts", "recorded_at", "by_account", "by_post",
    "year", "unit_kind", "managing_level", "name", "result", "decided_on", "decision", "authority", "note",
)  # fmt: skip
_UNIT = (
    "id", "kind_id", "name", "fold", "sort_key", "code", "address", "place_id", "place_path", "managing_level",
    "delegated_to_commune", "enterprise_size", "highest_level", "teaches_primary", "armed_forces", "valid_from",
    "instrument",
)  # fmt: skip
_DOSSIER = (
    "id", "round_id", "unit_id", "name", "fold", "sort_key", "kind", "report_kind", "place_id", "place_path",
    "commune_id", "managing_level", "delegated", "decider_level", "decider_path", "pack_id", "state", "scope_code",
    "scope_source", "verdict", "appraised_verdict", "result", "registered_on", "late_reason", "submitted_at",
    "submit_note", "appraised_at", "decided_on", "on_behalf", "version",
)  # fmt: skip
_FOUNDED = date(2025, 7, 1)


def store_others(columns: Columns) -> None:
    """Write rounds, dossiers, results of earlier years and the ledger of events."""
    others_of(columns)
    _write_rounds(columns)
    _write_lists(columns)
    _write_events(columns)
    for model in (Unit, Round, Dossier, Record):
        continue_numbers(model)


def _write_rounds(columns: Columns) -> None:
    """Write a unit for every commune and area of today's map, a round of each province and year, and its dossiers."""
    seats = [one for one in columns.nation.country.seats if not one.before]
    for kind in (UnitKind.COMMUNE, UnitKind.RESIDENTIAL_AREA):
        Kind.objects.get_or_create(code=kind, defaults={"name": kind, "treated_as": kind})
    copied(Unit, _UNIT, map(_unit, seats))
    at = datetime(_FOUNDED.year, 1, 1, tzinfo=UTC)
    pack = PackVersion.objects.create(
        code="mo-phong", version="1", content={}, content_hash="", state=PackState.ACTIVE, valid_from=_FOUNDED,
        created_by_account=0, created_at=at,
    )  # fmt: skip
    Round.objects.bulk_create(_rounds(columns))
    names = {one.place_id: _name(one) for one in seats}
    select = """SELECT dossier_id, round_id, unit_id, kind, report_kind, place_id, path, commune, managing_level, state,
        verdict, appraised_verdict, result, registered_on, submitted_at, appraised_at, decided_on FROM ({0})"""
    found = rows(columns.connection, select.format(DOSSIERS))
    copied(Dossier, _DOSSIER, (_dossier(row, names[row[2]], pack.pk) for row in found))


def _rounds(columns: Columns) -> Iterator[Round]:
    provinces = columns.nation.country.provinces(before=False)
    paths = {one.province: one.path for one in columns.nation.country.communes if not one.before}
    years = rows(columns.connection, "SELECT year, rounds FROM sim_years WHERE in_round ORDER BY year")
    for year, first in years:
        for turn, province in enumerate(provinces):
            path = ".".join(paths[province].split(".")[:2]) + "."
            opened = datetime(year, 1, 5, tzinfo=UTC)
            yield Round(
                pk=first + turn, province_id=province, province_path=path, year=year, settings={}, opened_at=opened
            )


def _name(seat: Seat) -> str:
    return f"Tổ dân phố {seat.name}" if seat.area else f"Xã {seat.name}"


def _unit(seat: Seat) -> tuple[object, ...]:
    name, kind = _name(seat), UnitKind.RESIDENTIAL_AREA if seat.area else UnitKind.COMMUNE
    level = "commune" if seat.area else "province"
    return (
        seat.place_id, kind, name, fold(name), sort_key(name)[:120], seat.code, "", seat.place_id, seat.path, level,
        False, "", "", False, False, _FOUNDED, "",
    )  # fmt: skip


def _dossier(row: Sequence[Any], name: str, pack: int) -> tuple[object, ...]:
    number, opened, unit, kind, reported, place, path, commune, level, state, verdict, appraised, result, *days = row
    registered, submitted, looked_at, decided = days
    return (
        number, opened, unit, name, fold(name), sort_key(name)[:120], kind, reported, place, path, commune, level,
        False, "", "", pack, state, "", "", verdict, appraised, result, registered, "", aware(submitted), "",
        aware(looked_at), decided, False, 1,
    )  # fmt: skip


def _write_lists(columns: Columns) -> None:
    select = f"""SELECT record_id, year, kind, result, (recognised * {_SCALE})::BIGINT, (units * {_SCALE})::BIGINT,
        decided_on, place_id, path FROM ({PAST_RESULTS})"""
    for part in in_parts(rows(columns.connection, select), BATCH):
        at = [datetime(row[1] + 1, 1, 10, tzinfo=UTC) for row in part]
        pairs = list(zip(part, at, strict=True))
        copy_rows(Record, _RECORD, [_record(row[0], WORD, row[7:], when) for row, when in pairs])
        copy_rows(PastResult, _PAST, [_past(row, when) for row, when in pairs])
        copy_rows(Tally, _TALLY, [_counted(row, when) for row, when in pairs])


def _record(number: int, register: str, where: Sequence[Any], at: datetime) -> tuple[object, ...]:
    place, path = where
    return (number, register, f"Mô phỏng {number}", place, path, "", "", at, 0, place)


def _past(row: Sequence[Any], at: datetime) -> tuple[object, ...]:
    number, year, kind, result, _, _, decided, place, path = row
    title = f"Mô phỏng {number}"
    return (
        number, place, path, title, fold(title), "", "{}", at, 0, place, year, kind, "", title, result, decided, "", "",
        "",
    )  # fmt: skip


def _counted(row: Sequence[Any], at: datetime) -> tuple[object, ...]:
    number, year, kind, _, recognised, units, _, _, path = row
    since, until = date(year, 12, 31), date(year + 1, 1, 1)
    dims = f"unit_kind={kind}"
    return (number, INDICATOR, dims, "number", recognised, units, "exact", "", since, until, "", path, at)


def _write_events(columns: Columns) -> None:
    """Write the ledger of events, and the identities that it rests on."""
    records = f"""SELECT DISTINCT record_id, register, place_id, path, min(since) OVER (PARTITION BY record_id)
        FROM ({TALLIES})"""
    found = rows(columns.connection, records)
    copied(Record, _RECORD, (_record(row[0], row[1], row[2:4], _noon(row[4])) for row in found))
    lines = f"""SELECT record_id, indicator, dims, said, (amount * {_SCALE})::BIGINT, NULL, bound, words, since, until,
        token, path FROM ({TALLIES})"""
    copied(Tally, _TALLY, ((*row, _noon(row[8])) for row in rows(columns.connection, lines)))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
