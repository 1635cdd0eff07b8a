"""What is known of places: their versions, and how many of a tier there are."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from ibis.expr.types import Table

from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.rules.asking import Known
from binhyen.analytics.rules.questions import Question
from binhyen.places.rules.kinds import Tier


def known_places(mart: Mart, place_ids: Collection[int]) -> dict[int, list[Known]]:
    """Return the versions of places; nothing is asked for none."""
    found: dict[int, list[Known]] = {}
    if not place_ids:
        return found
    rows = mart.places.filter(mart.places.place_id.isin(sorted(place_ids)))
    for row in mart.engine.to_pyarrow(rows.select("place_id", "tier", "path", "from", "to")).to_pylist():
        found.setdefault(row["place_id"], []).append(Known(Tier(row["tier"]), row["path"], row["from"], row["to"]))
    return found


def count_places(mart: Mart, question: Question) -> int:
    """Return how many places of the asked tier there were in the asked periods, as far as the question goes."""
    rows = mart.places.filter(mart.places.tier == question.tier.value)
    first, last = question.on_map or question.first, question.on_map or question.last
    there = rows.filter(rows["from"] <= last, rows["to"].isnull() | (rows["to"] > first))
    under = there.filter(reduce(or_, (there.path.startswith(scope) for scope in question.scopes)))
    return int(_inside(under, question).place_id.nunique().to_pyarrow().as_py())


def _inside(rows: Table, question: Question) -> Table:
    wanted = [rows[one.tier.value] == one.place_id for one in question.within if one.tier is not Tier.NATION]
    return rows.filter(reduce(or_, wanted)) if wanted else rows
