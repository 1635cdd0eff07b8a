"""Where pairs may be trusted: rivals of a figure's rivals are its rivals too, or else the indicator is contested."""

_SHAPES = """
CREATE OR REPLACE TEMP TABLE rz_shapes AS
WITH pairs AS (
    SELECT who, bool_or(own AND longer) AS longer, bool_or(cover) AS cover, bool_or(heir) AS heir,
        bool_or(NOT heir AND (in_group OR (meet AND NOT nested) OR (speaks AND (level OR shorter))
            OR (touch AND NOT same AND NOT (own AND longer)))) AS odd
    FROM rz_rivals GROUP BY who
), cells AS (
    SELECT f.who, any_value(f.stock) AS stock, min(f.split) AS low, max(f.split) AS high,
        bool_or(r.speaks) AND NOT bool_and(r.speaks) AS mixed
    FROM rz_figures f JOIN rz_reports r USING (report_id) GROUP BY f.who
)
SELECT c.*, coalesce(longer, false) AS longer, coalesce(cover, false) AS cover, coalesce(heir, false) AS heir,
    coalesce(odd, false) AS odd
FROM cells c LEFT JOIN pairs USING (who)
"""
"""What the pairs of a group look like. `mixed`: it speaks for everything below in one report, and alone in another."""

_UNSAFE = """
CREATE OR REPLACE TEMP TABLE rz_unsafe AS
WITH members AS (
    SELECT f.who, unnest([f.who, f.here, f.over]) AS member
    FROM rz_families f SEMI JOIN rz_shapes s ON s.who = f.who WHERE f.leaf NOT IN (FROM rz_moving)
    UNION ALL
    SELECT f.who, g.who FROM rz_families f JOIN rz_families g USING (leaf, indicator) WHERE f.leaf IN (FROM rz_moving)
), families AS (
    SELECT m.who, bool_or(longer) AS longer, bool_or(cover) AS cover, bool_or(heir) AS heir, bool_or(odd) AS odd,
        bool_or(stock) AS stock, bool_or(mixed) AS mixed, min(low) <> max(high) AS many
    FROM members m JOIN rz_shapes s ON s.who = m.member GROUP BY m.who
)
SELECT who FROM families
WHERE odd OR (mixed AND cover) OR (many AND longer AND (stock OR cover)) OR (many AND heir AND cover)
"""
"""Groups in whose families it is not plain that rivals of rivals are rivals, as with one cell and nested periods."""

_SILENT = "CREATE OR REPLACE TEMP TABLE rz_silent (figure_id BIGINT)"

_SILENCE = """
INSERT INTO rz_silent
WITH alive AS (
    SELECT f, g, in_group FROM rz_rivals SEMI JOIN rz_unsafe USING (who)
    WHERE speaks AND f NOT IN (FROM rz_silent) AND g NOT IN (FROM rz_silent)
), first AS (
    SELECT a.f, arg_min(a.g, (r.turn, o.splits, o.dims, o.figure_id)) AS g
    FROM alive a JOIN rz_figures o ON o.figure_id = a.g JOIN rz_reports r USING (report_id)
    WHERE a.in_group GROUP BY a.f
), open AS (
    SELECT DISTINCT first.f FROM first JOIN alive h ON h.f = first.g
    ANTI JOIN alive r ON r.f = first.f AND r.g = h.g
)
SELECT f FROM first ANTI JOIN open USING (f)
"""
"""Figures for which another one of the same span speaks whatever is asked; twice, since that lets others speak."""

_ALIVE = """
CREATE OR REPLACE TEMP TABLE rz_alive AS
FROM rz_rivals WHERE f NOT IN (FROM rz_silent) AND g NOT IN (FROM rz_silent)
"""

_NEXT = """
CREATE OR REPLACE TEMP TABLE rz_next AS
WITH figures AS (
    FROM rz_figures
    SEMI JOIN (SELECT leaf, indicator FROM rz_families SEMI JOIN rz_unsafe USING (who)) USING (leaf, indicator)
    WHERE stock AND figure_id NOT IN (FROM rz_silent)
)
SELECT f.who, f.figure_id AS f, g.figure_id AS g, g.report_id AS report
FROM figures f JOIN figures g USING (leaf, indicator, place_id, reporter)
LEFT JOIN rz_touching t ON t.one = f.cell_id AND t.other = g.cell_id
WHERE g.start > f."end" AND (f.cell_id = g.cell_id OR t.one IS NOT NULL)
"""

_WEAK = """
CREATE OR REPLACE TEMP TABLE rz_weak AS
WITH alive AS (FROM rz_alive SEMI JOIN rz_unsafe USING (who)),
flows AS (SELECT f, g, lo, hi, within_area FROM rz_alive WHERE speaks AND NOT stock),
spans AS (
    SELECT f, lo, hi, false AS near FROM rz_first UNION ALL SELECT f, lo, hi, false FROM rz_second
    UNION ALL SELECT f, lo, hi, true FROM rz_area
), pairs AS (
    SELECT s.f, s.lo, s.hi, s.near, p.g
    FROM spans s JOIN (FROM alive WHERE speaks AND NOT stock) p
        ON p.f = s.f AND p.lo = s.lo AND p.hi = s.hi AND (p.within_area OR NOT s.near)
), chained AS (
    SELECT DISTINCT p.f, p.g, p.near FROM pairs p JOIN flows h ON h.f = p.g AND (h.within_area OR NOT p.near)
    ANTI JOIN flows d ON d.f = p.f AND d.g = h.g
), sound AS (SELECT DISTINCT f, lo, hi, near FROM pairs ANTI JOIN chained USING (f, g, near))
SELECT f FROM (SELECT DISTINCT f, lo, hi, near FROM pairs) ANTI JOIN sound USING (f, lo, hi, near)
UNION SELECT f FROM alive WHERE stock
"""
"""Figures of which it is not enough that each smallest span holds a rival whose rivals are all theirs as well."""

_CONTESTED = """
CREATE OR REPLACE TEMP TABLE rz_contested AS
WITH said AS (
    SELECT f, g, report, any_time AND NOT speaks AS late FROM rz_alive SEMI JOIN rz_weak USING (f)
    UNION ALL SELECT f, g, report, false FROM rz_next SEMI JOIN rz_unsafe USING (who)
), heard AS (SELECT DISTINCT f, report FROM said),
chains AS (
    SELECT s.f, h.g, h.report, h.sooner FROM said s JOIN rz_alive h ON h.f = s.g WHERE h.speaks
    UNION ALL
    SELECT s.f, h.g, h.report, false FROM said s JOIN rz_next h ON h.f = s.g WHERE s.late
)
SELECT c.f FROM chains c LEFT JOIN heard x ON x.f = c.f AND x.report = c.report
ANTI JOIN said d ON d.f = c.f AND d.g = c.g WHERE NOT (c.sooner AND x.f IS NOT NULL)
UNION SELECT f FROM rz_alive WHERE in_group OR afar
"""
"""Chains: what silences a rival of a figure, and neither the figure itself nor, in the same report, by another cell."""

_PLAIN = "CREATE OR REPLACE TEMP TABLE rz_contested AS SELECT f FROM rz_alive WHERE in_group OR afar"

SHAPES = (_SHAPES, _UNSAFE, _SILENT)
SILENCE = (_SILENCE, _SILENCE)
ALIVE = (_ALIVE,)
CHAINS = (_NEXT, _WEAK, _CONTESTED)
NO_CHAINS = (_PLAIN,)
"""Where nothing is unsafe there is no need to look for chains."""
