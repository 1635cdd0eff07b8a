"""The smallest spans of days with a rival: two at most that don't hold one another, else the indicator is contested."""

_SPANS = """
CREATE OR REPLACE TEMP TABLE rz_spans AS
SELECT f, lo, hi, bool_or(within_area) AS within_area FROM rz_alive
WHERE speaks OR any_time OR (heir AND NOT after) GROUP BY f, lo, hi
"""

_LENGTH = "(hi - lo) * 1000000 + (lo - DATE '1900-01-01')"
"""Shorter spans come first, of equally long ones the earlier: the same figures give the same columns every time."""


def _smallest(name: str, source: str) -> str:
    return f"""
    CREATE OR REPLACE TEMP TABLE {name} AS
    SELECT f, min(one.lo) AS lo, min(one.hi) AS hi
    FROM (SELECT f, arg_min({{'lo': lo, 'hi': hi}}, {_LENGTH}) AS one FROM {source} GROUP BY f)
    GROUP BY f
    """


def _rest(name: str, source: str, smallest: str) -> str:
    return f"""
    CREATE OR REPLACE TEMP TABLE {name} AS
    SELECT s.* FROM {source} s JOIN {smallest} o USING (f) WHERE NOT (s.lo <= o.lo AND s.hi >= o.hi)
    """


_NEXT_ENDS = """
CREATE OR REPLACE TEMP TABLE rz_next_ends AS
WITH figures AS (FROM rz_figures WHERE stock AND figure_id NOT IN (FROM rz_silent)),
later AS (
    SELECT place_id, reporter, cell_id, start, min("end") OVER (
        PARTITION BY place_id, reporter, leaf, cell_id ORDER BY start RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    ) AS first_end, leaf FROM figures
), asked AS (
    SELECT figure_id, leaf, place_id, reporter, cell_id, "end" FROM figures
    UNION ALL
    SELECT figure_id, leaf, place_id, reporter, t.other, "end" FROM figures JOIN rz_touching t ON t.one = cell_id
)
SELECT figure_id AS f, min(l.first_end) AS next_end
FROM asked a ASOF JOIN later l ON l.leaf = a.leaf AND l.place_id = a.place_id AND l.reporter = a.reporter
    AND l.cell_id = a.cell_id AND l.start > a."end"
GROUP BY figure_id
"""
"""Of stocks: the last day of the next figure of the same reporter that begins after this one."""

_HEIR_ENDS = """
CREATE OR REPLACE TEMP TABLE rz_heir_ends AS
SELECT f, min(hi) AS heir_end FROM rz_alive WHERE heir AND after GROUP BY f
"""

_MORE = """
INSERT INTO rz_contested SELECT f FROM rz_third UNION SELECT f FROM rz_area_rest
"""

_FOUND = """
CREATE OR REPLACE TEMP TABLE rz_found AS
SELECT s.who AS stands, s.split, s.start, s."end", s.turn, if(s.twin, s.figure_id, 0) AS twin,
    q.figure_id IS NULL AS counts, o.lo AS out1_from, o.hi AS out1_to, p.lo AS out2_from, p.hi AS out2_to,
    n.next_end, h.heir_end, a.lo AS area_from, a.hi AS area_to
FROM rz_figures s SEMI JOIN (FROM rz_families WHERE stands = who) r ON r.who = s.who
LEFT JOIN (SELECT DISTINCT figure_id FROM rz_silent) q ON q.figure_id = s.figure_id
LEFT JOIN rz_first o ON o.f = s.figure_id
LEFT JOIN rz_second p ON p.f = s.figure_id
LEFT JOIN rz_next_ends n ON n.f = s.figure_id
LEFT JOIN rz_heir_ends h ON h.f = s.figure_id
LEFT JOIN rz_area a ON a.f = s.figure_id
WHERE q.figure_id IS NOT NULL OR o.f IS NOT NULL OR n.f IS NOT NULL OR h.f IS NOT NULL OR a.f IS NOT NULL
"""
"""What was found of groups that stand for others; nothing of figures that always take part."""

_CHAINED = """
CREATE OR REPLACE TEMP TABLE rz_chained AS
WITH apart AS (SELECT f FROM rz_alive WHERE elsewhere), kinds AS (
    SELECT who, bool_or(figure_id IN (FROM rz_contested)) AS everywhere
    FROM rz_figures WHERE figure_id IN (FROM rz_contested) OR figure_id IN (FROM apart) GROUP BY who
)
SELECT f.leaf, f.indicator, bool_or(k.everywhere) AS everywhere
FROM rz_families f JOIN kinds k ON k.who = f.stands GROUP BY f.leaf, f.indicator
"""
"""Indicators of leaves that are contested: everywhere, or only where communes are told apart."""

_TARGET = """
CREATE OR REPLACE TABLE $target AS
WITH placed AS (
    SELECT s.figure_id, s.split, s.start, s."end", s.turn, if(s.twin, s.figure_id, 0) AS twin, f.stands,
        coalesce(c.everywhere, false) AS contested, c.leaf IS NOT NULL AS contested_near
    FROM rz_said s JOIN rz_families f USING (who)
    LEFT JOIN rz_chained c ON c.leaf = f.leaf AND c.indicator = f.indicator
), answers AS (
    SELECT p.figure_id, p.contested, p.contested_near, o.* EXCLUDE (stands, split, start, "end", turn, twin)
    FROM placed p LEFT JOIN rz_found o USING (stands, split, start, "end", turn, twin)
)
SELECT s.*, coalesce(a.counts, true) AS counts, a.* EXCLUDE (figure_id, counts, contested, contested_near),
    coalesce(a.contested, false) AS contested, coalesce(a.contested_near, false) AS contested_near,
    coalesce(NOT a.counts, false) OR coalesce(a.out1_from >= s.start AND a.out1_to <= s."end", false)
        OR coalesce(a.out2_from >= s.start AND a.out2_to <= s."end", false) AS below
FROM $source s LEFT JOIN answers a USING (figure_id)
"""

SMALLEST = (
    _SPANS,
    _smallest("rz_first", "rz_spans"),
    _rest("rz_rest", "rz_spans", "rz_first"),
    _smallest("rz_second", "rz_rest"),
    _rest("rz_third", "rz_rest", "rz_second"),
    _smallest("rz_area", "(FROM rz_spans WHERE within_area)"),
    _rest("rz_area_rest", "(FROM rz_spans WHERE within_area)", "rz_area"),
)
STEPS = (_NEXT_ENDS, _HEIR_ENDS, _MORE, _FOUND, _CHAINED, _TARGET)
