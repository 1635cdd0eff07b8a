"""What a scheme hands on to one that is copied from it."""

from datetime import date

from binhyen.registers.rules.facts import Facts, Value

HANDED_ON = (
    "name",
    "kind",
    "kind_name",
    "field",
    "fours",
    "problem",
    "topics",
    "description",
    "needs",
    "cost",
    "unit_kind",
)


def copied(facts: Facts, record_id: int, place_id: int, today: date) -> Facts:
    """Return the beginning of a copy: what it is and how it works, in preparation since today, linked to its source.

    What the source achieved, who runs it and who decided on it stays with the source.
    """
    values: dict[str, Value] = {name: facts.values.get(name) for name in HANDED_ON}
    values |= {"since": today, "preparing": True, "copied_from": record_id, "managing_level": "commune"}
    return Facts(place_id, values)
