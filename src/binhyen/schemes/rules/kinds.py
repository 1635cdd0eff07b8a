"""Words of the register of schemes: kinds, fields of life, the four kinds of movement, problems, ratings, reasons.

Names of kinds are those that HD 22/HD-BCA-V05 and provinces' reports use; a province adds its own under “other”.
"""

from hashlib import sha256

from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold

SCHEMES = "schemes.schemes"
SITES = "schemes.sites"
EXEMPLARS = "schemes.exemplars"

OTHER = "other"
TOKEN = 80
"""Longest token of the ledger."""
KINDS = {
    "cameras": gettext_noop("Security cameras"),
    "gong": gettext_noop("Security gong"),
    "interfamily": gettext_noop("Self-managed groups of neighbouring families"),
    "fire_interfamily": gettext_noop("Neighbouring families safe from fire"),
    "clan": gettext_noop("Self-managed clan"),
    "worship": gettext_noop("Peaceful place of worship"),
    "online": gettext_noop("Zalo groups that connect people and police"),
    "lights": gettext_noop("Security lights"),
    "school_gate": gettext_noop("Safe school gate"),
    "adjoining": gettext_noop("Adjoining areas"),
    "frontier": gettext_noop("Peaceful border"),
    "five_help_one": gettext_noop("Five help one (after prison)"),
    "weapons": gettext_noop("Handing in weapons and firecrackers"),
    "keyring": gettext_noop("Security key ring"),
    "children": gettext_noop("Protecting children"),
    OTHER: gettext_noop("Another kind"),
}
"""Seed of kinds [C2]."""
FIELDS = {
    "residents": gettext_noop("Residential area"),
    "agency": gettext_noop("Agency"),
    "enterprise": gettext_noop("Enterprise, market, business"),
    "school": gettext_noop("School"),
    "worship": gettext_noop("Place of worship"),
    "frontier": gettext_noop("Border, sea, islands"),
    "cyberspace": gettext_noop("Cyberspace"),
    OTHER: gettext_noop("Another field"),
}
FOURS = {
    "prevention": gettext_noop("Self-prevention"),
    "management": gettext_noop("Self-management"),
    "protection": gettext_noop("Self-protection"),
    "mediation": gettext_noop("Self-mediation"),
}
TOPICS = {
    "theft": gettext_noop("Theft"),
    "disorder": gettext_noop("Public disorder, fights"),
    "drugs": gettext_noop("Drugs"),
    "gambling": gettext_noop("Gambling, black credit"),
    "fraud": gettext_noop("Fraud, also online"),
    "fire": gettext_noop("Fire"),
    "traffic": gettext_noop("Traffic"),
    "weapons": gettext_noop("Weapons and firecrackers"),
    "violence": gettext_noop("Domestic violence, children at risk"),
    "school": gettext_noop("Violence and evils in schools"),
    "disputes": gettext_noop("Disputes among neighbours"),
    "after_prison": gettext_noop("After prison: work and support"),
    "frontier": gettext_noop("Border and adjoining areas"),
    "environment": gettext_noop("Environment"),
    OTHER: gettext_noop("Another problem"),
}
"""Problems that a scheme answers: by them others look for one to copy."""

RATINGS = ("effective", "average", "ineffective")
"""Levels of the yearly review, by the codes of the dimension `status`. Criteria and thresholds are not fixed by the
centre [NF]: see `score_sheet`."""
UNRATED = "maintained"
REASONS = {
    "ineffective": gettext_noop("It does not work any more"),
    "done": gettext_noop("Its task is done"),
    "merged": gettext_noop("Merged into another scheme"),
    "reorganised": gettext_noop("Places or units were reorganised"),
    OTHER: gettext_noop("Another reason"),
}
REPLICATIONS = {
    "applied": gettext_noop("Applied in other places"),
    "commended": gettext_noop("Commended from above for others to follow"),
}


def type_of(kind: str, kind_name: str) -> str:
    """Return what is counted once as a kind of scheme: the kind, or under “other” the name that the province gave it.

    >>> type_of("other", "Tiếng loa  An Ninh")
    'other:tieng loa an ninh'
    """
    return shortened(f"{OTHER}:{fold(kind_name)}") if kind == OTHER else kind


def shortened(token: str) -> str:
    """Return a token that fits the ledger: itself, or its digest where it is too long."""
    return token if len(token) <= TOKEN else sha256(token.encode()).hexdigest()
