"""What is no report: dossiers of two rounds, results of the years before, lines of registers. SQL over the seats."""

from datetime import date, timedelta

from binhyen.recognition.queries.past import WORD
from binhyen.recognition.rules.lifecycle import Outcome, State
from binhyen.recognition.rules.model import Verdict
from binhyen.recognition.rules.past import INDICATOR
from binhyen.units.rules.kinds import ManagingLevel, UnitKind
from binhyen.workshop.bench.simulating.columns import Columns
from binhyen.workshop.bench.simulating.expressions import mixing
from binhyen.workshop.rules.simulating.chance import number
from binhyen.workshop.rules.simulating.scale import NEW_MAP

YEARS = 10
"""Results go so many years back, whatever is reported: eight of lists, two of rounds."""
ROUNDS = 2
_LINES = ("propaganda_sessions", "propaganda_attendance")
"""What the register of events counts of a session."""
_REPORTED = "CASE WHEN kind IN ('special_zone', 'ward', 'township') THEN kind ELSE 'commune' END"
_RATE = "0.55 + 0.3 * (place_number % 1000) / 1000 + 0.012 * (year - 2018)"
"""How likely a unit of a place is to be recognised: a little more every year."""


def others_of(columns: Columns) -> None:
    """Make the small tables that the statements below read: the years, the months, and seats with their chance."""
    nation = columns.nation
    last = nation.scale.until.year
    years = [
        {
            "year": year, "in_round": year > last - ROUNDS, "round_turn": year - last + ROUNDS - 1,
            "communes": len(nation.country.communes), "seats": len(nation.country.seats), "rounds": year * 100,
            "round_before": date(year, 11, 15) < NEW_MAP, "list_before": date(year, 12, 31) < NEW_MAP,
            "decided_on": date(year, 12, 1), "over": year < last,
            "year_number": number(nation.seed, "round", year), "word": number(nation.seed, "recognised"),
        }
        for year in range(last - YEARS + 1, last + 1)
    ]  # fmt: skip
    columns.make("years", years)
    months = [
        {
            "held_on": one.start + timedelta(days=3), "before": one.before, "month_number": one.period_number,
            "first": one.reports, "indicator": word, "more": more, "line_number": number(nation.seed, "line", word),
        }
        for one in columns.asks if one.form == "phong-trao-thang" for more, word in enumerate(_LINES)
    ]  # fmt: skip
    columns.make("sessions", months)


def _chance(source: str) -> str:
    numbers = "number::UBIGINT AS place_number, {0}::UBIGINT AS when_bits, {1}::UBIGINT AS what_bits"
    return mixing(f"SELECT *, {numbers} FROM ({source})", {"luck": ("place_number", "when_bits", "what_bits")})


_SEATS_IN_ROUNDS = """SELECT s.*, y.* FROM sim_seats s JOIN sim_years y ON s.before = y.round_before AND y.in_round"""
_DOSSIER_LUCK = _chance(_SEATS_IN_ROUNDS).format("year_number", "word")

DOSSIERS = f"""
SELECT 1 + round_turn * seats + rank + CASE WHEN area IS NULL THEN 0 ELSE communes END AS dossier_id,
    rounds + turn AS round_id, place_id AS unit_id,
    year::SMALLINT AS year,
    CASE WHEN area IS NULL THEN '{UnitKind.COMMUNE}' ELSE '{UnitKind.RESIDENTIAL_AREA}' END AS kind,
    CASE WHEN area IS NULL THEN {_REPORTED} ELSE 'residential_area' END AS report_kind,
    CASE WHEN area IS NULL THEN '{ManagingLevel.PROVINCE}' ELSE '{ManagingLevel.COMMUNE}' END AS managing_level,
    state, CASE WHEN good THEN '{Verdict.MET}' ELSE '{Verdict.NOT_MET}' END AS verdict,
    CASE WHEN came >= 3 THEN CASE WHEN good THEN '{Verdict.MET}' ELSE '{Verdict.NOT_MET}' END ELSE '' END
        AS appraised_verdict,
    CASE WHEN came < 4 THEN '' WHEN good THEN '{Outcome.RECOGNISED}' ELSE '{Outcome.NOT_RECOGNISED}' END AS result,
    CASE WHEN came >= 1 THEN make_date(year::BIGINT, 2, 20) END AS registered_on,
    CASE WHEN came >= 2 THEN make_timestamp(year::BIGINT, 10, 20, 3, 0, 0) END AS submitted_at,
    CASE WHEN came >= 3 THEN make_timestamp(year::BIGINT, 11, 8, 3, 0, 0) END AS appraised_at,
    CASE WHEN came >= 4 THEN decided_on - CASE WHEN over THEN 0 ELSE 14 END END AS decided_on, NULL::BOOLEAN AS carried,
    place_id, path, area, commune, district, province, commune_now, province_now
FROM (
    SELECT *, CASE came WHEN 0 THEN '{State.NOT_REGISTERED}' WHEN 1 THEN '{State.ASSESSING}'
            WHEN 2 THEN '{State.SUBMITTED}' WHEN 3 THEN '{State.APPRAISED}' ELSE '{State.DECIDED}' END AS state
    FROM (
        SELECT *, (luck % 10000)::DOUBLE / 10000 < {_RATE} AS good,
            CASE WHEN (luck >> 14) % 100 < 4 THEN 0 WHEN over THEN 4
                WHEN (luck >> 14) % 100 < 22 THEN 1 WHEN (luck >> 14) % 100 < 45 THEN 2
                WHEN (luck >> 14) % 100 < 70 THEN 3 ELSE 4 END AS came
        FROM ({_DOSSIER_LUCK})
    )
)
"""
"""Communes and areas in the last two rounds: one that is decided, one that is under way."""

_COMMUNES_IN_LISTS = """SELECT s.*, y.* FROM sim_seats s JOIN sim_years y ON s.before = y.list_before AND NOT y.in_round
    WHERE s.area IS NULL"""
_LIST_LUCK = _chance(_COMMUNES_IN_LISTS).format("year_number", "word")

PAST_RESULTS = f"""
SELECT year * 1000000::BIGINT + 2 * rank + own::INT AS record_id, year::SMALLINT AS year,
    CASE WHEN own THEN {_REPORTED} ELSE 'residential_area' END AS kind, '' AS managing_level,
    CASE WHEN NOT own THEN '' WHEN recognised > 0 THEN '{Outcome.RECOGNISED}'
        ELSE '{Outcome.NOT_RECOGNISED}' END AS result,
    recognised::DECIMAL(18,4) AS recognised, units::DECIMAL(18,4) AS units, decided_on,
    place_id, path, area, commune, district, province, commune_now, province_now
FROM (
    SELECT *, CASE WHEN own THEN ((luck % 10000)::DOUBLE / 10000 < {_RATE})::INT
            ELSE floor(units * least(1.0, {_RATE} + 0.1 * ((luck % 1000)::DOUBLE / 1000 - 0.5))) END AS recognised
    FROM (
        SELECT *, CASE WHEN own THEN 1 ELSE greatest(3, people // 980) END AS units
        FROM ({_LIST_LUCK}), (VALUES (TRUE), (FALSE)) AS t(own)
    )
)
"""
"""What lists say of earlier years: each commune, and its areas together."""

_SESSIONS = """SELECT s.*, m.* EXCLUDE (before) FROM sim_seats s JOIN sim_sessions m ON s.before = m.before
    WHERE s.area IS NULL"""
_SESSION_LUCK = _chance(_SESSIONS).format("month_number", "line_number")

TALLIES = f"""
SELECT 2 * ("first" + rank) + more AS tally_id, "first" + rank AS record_id, 'campaigns.events' AS register,
    indicator, '' AS dims, 'number' AS said,
    CASE WHEN more = 0 THEN 1 ELSE 20 + luck % 300 END::DECIMAL(18,4) AS amount, NULL::DECIMAL(18,4) AS denominator,
    'exact' AS bound, '' AS words, held_on + (place_number % 24)::INT AS since, NULL::DATE AS until, '' AS token,
    place_id, path, area, commune, district, province, commune_now, province_now
FROM ({_SESSION_LUCK}) WHERE (place_number >> 5) % 10 < 9
"""
"""A session a month in nine communes of ten, with those who came: what the register of events counts."""

PAST_LINES = f"""
SELECT 1000000000::BIGINT + record_id AS tally_id, record_id, '{WORD}' AS register, '{INDICATOR}' AS indicator,
    'unit_kind=' || kind AS dims, 'number' AS said, recognised AS amount, units AS denominator, 'exact' AS bound,
    '' AS words, make_date(year::BIGINT, 12, 31) AS since, make_date(year::BIGINT + 1, 1, 1) AS until, '' AS token,
    place_id, path, area, commune, district, province, commune_now, province_now
FROM ({PAST_RESULTS})
"""
"""What the register of earlier years' results counts."""
