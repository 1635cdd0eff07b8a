"""How a simulated number is written into its report: nothing, a bound, a word; accepted, corrected; from where. SQL."""

from dataclasses import dataclass

REPORTS = """
SELECT * EXCLUDE (accepts, corrects, reopens, comes, minutes, sent),
    'expected' AS standing, "end" AS map_day, NULL::BIGINT AS unit_id, NULL::BIGINT AS post_id, 0::BIGINT AS reporter,
    CASE WHEN comes AND sent <= {now} THEN sent END AS first_submitted_at,
    CASE WHEN comes AND accepts AND sent + INTERVAL 4 DAY <= {now} THEN sent + INTERVAL 4 DAY END AS accepted_at,
    CASE WHEN comes AND corrects AND sent + INTERVAL 24 DAY <= {now} THEN sent + INTERVAL 24 DAY END AS corrected_at,
    comes AND reopens AND sent + INTERVAL 24 DAY <= {now} AS correcting,
    CASE WHEN NOT comes OR sent > {now} THEN 'draft'
        WHEN NOT accepts OR sent + INTERVAL 4 DAY > {now} THEN 'submitted'
        WHEN reopens AND sent + INTERVAL 24 DAY <= {now} THEN 'correcting'
        WHEN sent + INTERVAL 400 DAY <= {now} THEN 'closed' ELSE 'accepted' END AS state,
    CASE WHEN comes AND sent <= {now} THEN cells ELSE 0 END AS filled,
    CASE WHEN comes AND corrects AND sent + INTERVAL 24 DAY <= {now} THEN 2 ELSE 1 END AS revision
FROM (SELECT *, due_at + to_minutes(minutes) AS sent FROM ({source}))
"""
"""What a report is by now, of its fate and the day. A corrected one was sent again, one that is reopened was not."""

FIGURES = """
SELECT report_id * {lines} + 2 * line + later::BIGINT AS figure_id, report_id, cell_id, indicator, dims, form_id,
    year::SMALLINT AS year, period, "start", "end", "end" AS map_day, land, wide, place_id, path,
    0::BIGINT AS reporter, TRUE AS covers,
    CASE WHEN vague THEN 'vague' WHEN none THEN 'nothing' ELSE 'number' END AS said,
    CASE WHEN NOT (vague OR none) THEN told END::DECIMAL(18,4) AS amount,
    CASE WHEN NOT none THEN whole END::DECIMAL(18,4) AS denominator,
    CASE WHEN vague THEN 'vague' ELSE bound END AS bound, CASE WHEN vague THEN 'hàng trăm' ELSE '' END AS words,
    CASE WHEN imported THEN 'imported' ELSE 'typed' END AS origin,
    FALSE AS counted, NULL::DECIMAL(18,4) AS counted_amount,
    accepted_at IS NOT NULL AND later = (changed AND NOT correcting) AS accepted,
    CASE WHEN later THEN corrected_at ELSE first_submitted_at - INTERVAL 20 MINUTE END AS recorded_at,
    place_id AS by_post, area, commune, district, province, commune_now, province_now, gone, now, since, heirs,
    line, later, changed, corrected_at, correcting, accepted_at AS report_accepted_at
FROM (
    SELECT *, CASE WHEN bound = 'exact' THEN now_told ELSE floor(now_told / 10) * 10 END AS told,
        now_told = 0 AND part IS NULL AND word % 5 < 2 AS none,
        now_told BETWEEN 100 AND 999 AND part IS NULL AND NOT percent AND word BETWEEN 9100 AND 9103 AS vague
    FROM (
        SELECT *, CASE WHEN now_told < 50 OR part IS NOT NULL OR percent THEN 'exact'
                WHEN word BETWEEN 9000 AND 9039 THEN 'over' WHEN word BETWEEN 9040 AND 9069 THEN 'about'
                WHEN word BETWEEN 9070 AND 9079 THEN 'nearly' ELSE 'exact' END AS bound
        FROM (
            SELECT *, CASE WHEN later THEN least(found + step * (1 + floor(found / step / 10)), coalesce(whole, most))
                ELSE found END AS now_told
            FROM (
                SELECT *, {later} AS later
                FROM (
                    SELECT *, word_bits % 10000 AS word, (place_number >> 3) % 100 < 8 AS imported,
                        corrected_at IS NOT NULL AND (word_bits >> 14) % 10000 < 800 AND NOT percent AS changed
                    FROM ({source})
                )
            )
        )
    )
)
WHERE {holds}
"""
"""Figures in the lake's columns. `changed` cells were corrected: `later` ones say what they say since."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which figures are meant: whether a changed cell's later value is, and of which cells."""

    later: str
    holds: str


SAVED = Which("changed", "TRUE")
"""What is saved now."""
ACCEPTED = Which("changed AND NOT correcting", "accepted_at IS NOT NULL")
"""What stands in the accepted report."""
SUPERSEDED = Which("FALSE", "changed")
"""What changed cells said before."""
