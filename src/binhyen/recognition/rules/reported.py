"""What reports count units as: kinds and managing levels, in the order of the table."""

PLACES = ("residential_area", "commune", "ward", "township", "special_zone")
"""Units that are places: nobody "manages" them in the sense of the table, so their rows carry no level."""
ORGANISATIONS = ("agency", "enterprise", "school")
UNIT_KINDS = (*PLACES, *ORGANISATIONS)
LEVELS = ("province", "district", "commune")


def split_of(kind: str, level: str) -> dict[str, str]:
    """Return the dimensions under which units of a kind and managing level are counted."""
    return {"unit_kind": kind, **({"managing_level": level} if level and kind not in PLACES else {})}
