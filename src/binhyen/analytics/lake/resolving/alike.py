"""Reporters in the same position are resolved once: most communes say the same cells in the same months.

A *group* is what one reporter said of one indicator in a leaf. What silences its figures is said by itself, by the
report for everything of its own place, and by that of its commune: together its *family*. Families that differ in
nothing but names have one of them stand for all. Where places changed within the year, every group stands for itself.
"""

_TOLD = """
CREATE OR REPLACE TEMP TABLE rz_told AS
WITH one AS (
    SELECT report_id, any_value(land) * 10000 + any_value(year) AS leaf, any_value(form_id) AS form_id,
        any_value(place_id) AS place_id, any_value(reporter) AS reporter, any_value(path) AS path,
        coalesce(any_value(now), '') AS now, any_value(since) AS since, any_value(gone) AS gone,
        any_value(heirs) AS heirs, any_value(start) AS start, any_value("end") AS "end", any_value(area) AS area,
        any_value(commune) AS commune, any_value(commune_now) AS commune_now,
        any_value(province_now) AS province_now, any_value(covers) AND any_value(reporter) = 0 AS speaks,
        make_date(any_value(year), 12, 31) AS last_day, any_value(map_day) AS map_day
    FROM $source WHERE year(start) = year("end") GROUP BY report_id
)
SELECT *, "end" - start AS days,
    if(speaks, 0, 1000000000) + (len(path) - len(replace(path, '.', ''))) * 1000000 - ("end" - start) AS turn
FROM one
"""
"""Reports, by `turn` in the order in which they speak: for everything below first, the widest, the longest."""

_MOVING = """
CREATE OR REPLACE TEMP TABLE rz_moving AS
SELECT DISTINCT leaf FROM (
    SELECT leaf FROM rz_told WHERE since <= last_day OR gone <= last_day OR map_day > last_day
    UNION ALL SELECT leaf FROM rz_told GROUP BY leaf, place_id HAVING count(DISTINCT path) > 1
    UNION ALL SELECT a.leaf FROM rz_told a JOIN rz_told b ON a.leaf = b.leaf AND b.place_id = a.commune
    WHERE a.area IS NOT NULL AND a.path <> concat(b.path, a.place_id, '.')
)
"""
"""Leaves in which places changed within the year."""

_TWINS = """
CREATE OR REPLACE TEMP TABLE rz_twins AS
SELECT report_id FROM rz_told SEMI JOIN (
    SELECT leaf, place_id, reporter, start, turn FROM rz_told GROUP BY ALL HAVING count(*) > 1
) USING (leaf, place_id, reporter, start, turn)
"""
"""Reports of one reporter for one period: of those only the figures' ids tell which comes first."""

_SAID = """
CREATE OR REPLACE TEMP TABLE rz_said AS
SELECT s.figure_id, s.report_id, s.cell_id, s.indicator, r.leaf, r.place_id, r.reporter, r.start, r."end",
    hash(r.leaf, s.indicator, r.place_id, r.reporter) AS who, hash(s.dims) AS split, r.turn,
    r.report_id IN (FROM rz_twins) AS twin
FROM $source s JOIN rz_told r ON r.report_id = s.report_id
"""

_GROUPS = """
CREATE OR REPLACE TEMP TABLE rz_groups AS
WITH one AS (
    SELECT who, any_value(leaf) AS leaf, any_value(indicator) AS indicator, any_value(place_id) AS place_id,
        any_value(reporter) AS reporter, any_value(report_id) AS report_id, bool_or(twin) AS twin,
        bit_xor(hash(split, start, "end", turn)) AS look, sum(hash(turn, split, "end", start) >> 32) AS feel,
        count(*) AS many
    FROM rz_said GROUP BY who
)
SELECT one.*, indicator IN (FROM rz_stocks) AS stock, r.commune, r.commune_now, r.province_now, r.area,
    one.leaf IN (FROM rz_moving) AS moving, hash(one.leaf, indicator, one.place_id, 0::BIGINT) AS own_place,
    hash(one.leaf, indicator, r.commune, 0::BIGINT) AS own_commune
FROM one JOIN rz_told r USING (report_id)
"""

_FAMILIES = """
CREATE OR REPLACE TEMP TABLE rz_families AS
WITH one AS (
    SELECT g.who, g.leaf, g.indicator, z.who AS here, c.who AS over,
        CASE WHEN g.moving OR g.twin OR coalesce(z.twin, false) OR coalesce(c.twin, false) THEN g.who
        ELSE hash(g.stock, g.area IS NULL, g.reporter = 0, g.look, g.feel, g.many, z.look, z.feel, z.many,
            c.look, c.feel, c.many, c.area IS NULL, g.place_id = g.commune,
            z.commune_now IS NOT DISTINCT FROM g.commune_now AND z.province_now IS NOT DISTINCT FROM g.province_now,
            c.commune_now IS NOT DISTINCT FROM g.commune_now AND c.province_now IS NOT DISTINCT FROM g.province_now)
        END AS kind
    FROM rz_groups g
    LEFT JOIN rz_groups z ON g.reporter <> 0 AND z.who = g.own_place
    LEFT JOIN rz_groups c ON g.area IS NOT NULL AND c.who = g.own_commune
)
SELECT *, min(who) OVER (PARTITION BY kind) AS stands FROM one
"""
"""`stands` is the group that stands for all of a kind, itself with those that may speak `here` and `over` it."""

_FIGURES = """
CREATE OR REPLACE TEMP TABLE rz_figures AS
WITH picked AS (
    SELECT who FROM rz_families WHERE stands = who
    UNION SELECT here FROM rz_families WHERE stands = who UNION SELECT over FROM rz_families WHERE stands = who
)
SELECT s.*, c.dims, len(c.dims) - len(replace(c.dims, '=', '')) AS splits, s.indicator IN (FROM rz_stocks) AS stock
FROM rz_said s SEMI JOIN picked USING (who) JOIN rz_cells c USING (cell_id)
"""

_REPORTS = """
CREATE OR REPLACE TEMP TABLE rz_reports AS
WITH heard AS (
    SELECT report_id, bool_or(cell_id IN (SELECT one FROM rz_touching)) AS crossed FROM rz_figures GROUP BY report_id
)
SELECT r.*, h.crossed FROM rz_told r JOIN heard h USING (report_id)
"""
"""`crossed` are reports with cells that may say the same as another of their own."""

STEPS = (_TOLD, _MOVING, _TWINS, _SAID, _GROUPS, _FAMILIES, _FIGURES, _REPORTS)
