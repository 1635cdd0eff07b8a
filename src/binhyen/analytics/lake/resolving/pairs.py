"""Who may speak for whom: pairs of reports first, since there are few, then pairs of their figures."""

_FORMS = """
CREATE OR REPLACE TEMP TABLE rz_forms AS
WITH said AS (SELECT DISTINCT r.form_id, f.indicator FROM rz_figures f JOIN rz_reports r USING (report_id))
SELECT DISTINCT a.form_id AS one, b.form_id AS other FROM said a JOIN said b USING (indicator)
"""
"""Forms that share an indicator: reports of others have nothing to say to one another."""

_ABOUT = """
    f.leaf, f.report_id AS f, g.report_id AS g, least(f.start, g.start) AS lo, greatest(f."end", g."end") AS hi,
    f.start <= g."end" AND g.start <= f."end" AS meet, g.start > f."end" AS after, g.days > f.days AS longer,
    g.days < f.days AS shorter, f.start = g.start AND f."end" = g."end" AS alike, g.turn < f.turn AS sooner,
    (f.start <= g.start AND g."end" <= f."end") OR (g.start <= f.start AND f."end" <= g."end") AS nested,
    g.turn = f.turn AS level, f.area IS NOT NULL AND f.area IS NOT DISTINCT FROM g.area AS within_area,
    f.commune_now IS DISTINCT FROM g.commune_now AS elsewhere, f.province_now IS DISTINCT FROM g.province_now AS afar
"""

_SAME = "f.leaf = g.leaf AND f.place_id = g.place_id AND f.reporter = g.reporter"
_SHARE = "JOIN rz_forms s ON s.one = f.form_id AND s.other = g.form_id"

_OVER = """
    starts_with(f.path, g.path) OR (g.now <> '' AND g.gone IS NULL AND starts_with(f.path, g.now))
    OR (f.now <> '' AND g."end" >= f.since
        AND (starts_with(f.now, g.path) OR (g.now <> '' AND g.gone IS NULL AND starts_with(f.now, g.now))))
"""
"""Where the place of g lies over that of f: as it was told, or where f came to lie by the day that g told."""

_PAIRS = f"""
CREATE OR REPLACE TEMP TABLE rz_pairs AS
SELECT {_ABOUT}, true AS own, false AS cover, false AS heir
FROM rz_reports f JOIN rz_reports g ON {_SAME} {_SHARE}
WHERE (f.report_id <> g.report_id OR f.crossed) AND f.start <= g."end" AND g.start <= f."end" AND g.turn <= f.turn
UNION ALL BY NAME
SELECT {_ABOUT}, false AS own, true AS cover, false AS heir
FROM rz_reports f JOIN (FROM rz_reports WHERE speaks) g ON f.leaf = g.leaf {_SHARE}
WHERE (f.place_id <> g.place_id OR f.reporter <> g.reporter) AND ({_OVER})
UNION ALL BY NAME
SELECT {_ABOUT}, false AS own, false AS cover, true AS heir
FROM (FROM rz_reports WHERE gone IS NOT NULL AND len(heirs) > 0) f JOIN rz_reports g ON f.leaf = g.leaf {_SHARE}
WHERE list_contains(f.heirs, g.place_id) AND g."end" >= f.gone
"""
"""Reports that may speak for another one, but for the next ones of the same reporter."""

_BEFORE = "(g.splits, g.dims, g.start, g.figure_id) < (f.splits, f.dims, f.start, f.figure_id)"

_RIVALS = f"""
CREATE OR REPLACE TEMP TABLE rz_rivals AS
WITH met AS (
    SELECT p.* EXCLUDE (f, g, heir), p.g AS report, f.figure_id AS f, g.figure_id AS g, f.who, f.indicator, f.stock,
        p.heir AND f.stock AS heir, f.cell_id = g.cell_id AS same, f.cell_id = g.cell_id OR t.one IS NOT NULL AS touch,
        p.meet AND (p.sooner OR (p.level AND {_BEFORE})) AS before
    FROM rz_pairs p JOIN rz_figures f ON f.report_id = p.f
    JOIN rz_figures g ON g.report_id = p.g AND g.indicator = f.indicator
    LEFT JOIN rz_touching t ON t.one = f.cell_id AND t.other = g.cell_id
    WHERE f.figure_id <> g.figure_id AND (p.meet OR f.stock)
), kinds AS (
    SELECT *, before AND ((own AND longer) OR ((own OR cover) AND touch)) AS speaks,
        cover AND touch AND stock AS any_time
    FROM met
)
SELECT *, own AND alike AND speaks AS in_group FROM kinds WHERE speaks OR any_time OR heir
"""

STEPS = (_FORMS, _PAIRS, _RIVALS)
