"""What is known of places: their versions, and how many of a tier there are."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from ibis.expr.types import Table

from binhyen.analytics.marts.tables import PLACES, Mart
from binhyen.analytics.rules.asking import Known
from binhyen.analytics.rules.questions import Question
from binhyen.places.rules.kinds import Tier


def known_places(mart: Mart, place_ids: Collection[int]) -> dict[int, list[Known]]:
    """Return the versions of places; nothing is asked for none."""
    found: dict[int, list[Known]] = {}
    if not place_ids:
        return found
    wanted = tuple(sorted(place_ids))
    rows = PLACES.filter(PLACES.place_id.isin(wanted)).select("place_id", "tier", "path", "from", "to")
    for row in mart.run(("known_places", wanted), lambda: rows).to_pylist():
        found.setdefault(row["place_id"], []).append(Known(Tier(row["tier"]), row["path"], row["from"], row["to"]))
    return found


def count_places(mart: Mart, question: Question) -> int:
    """Return how many places of the asked tier there were in the asked periods, as far as the question goes."""
    return int(mart.run(("count_places", question), lambda: _count(question)).column("places")[0].as_py())


def _count(question: Question) -> Table:
    rows = PLACES.filter(PLACES.tier == question.tier.value)
    first, last = question.on_map or question.first, question.on_map or question.last
    there = rows.filter(rows["from"] <= last, rows["to"].isnull() | (rows["to"] > first))
    under = there.filter(reduce(or_, (there.path.startswith(scope) for scope in question.scopes)))
    inside = _inside(under, question)
    return inside.agg(places=inside.place_id.nunique())


def _inside(rows: Table, question: Question) -> Table:
    wanted = [rows[one.tier.value] == one.place_id for one in question.within if one.tier is not Tier.NATION]
    return rows.filter(reduce(or_, wanted)) if wanted else rows
