"""Short names for commands and addresses."""

import re

from binhyen.kernel.vietnamese import fold
from binhyen.places.rules.kinds import Tier


def slug_of(tier: Tier, name: str) -> str:
    """Return the slug of a province or the nation ("lang-son"); lower tiers have none, as their names repeat.

    >>> slug_of(Tier.PROVINCE, "Bà Rịa - Vũng Tàu")
    'ba-ria-vung-tau'
    """
    if tier not in {Tier.NATION, Tier.PROVINCE}:
        return ""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
