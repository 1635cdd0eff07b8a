"""Who decides on a unit, by its kind, the level that manages it, and the day."""

from datetime import date

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.rules.model import Authority, Pack

COMMUNE = "commune"


def authority_on(pack: Pack, kind: str, managing_level: str, day: date, *, delegated: bool = False) -> Authority | None:
    """Return who decides on `day`; None where the law is not known.

    Circular 124/2021, article 10.1 (residential areas; units under the commune or delegated to it), 10.2 and 10.3
    (district, province; read in part). District authorities end on 30/6/2025; a unit that a district managed needs a
    new managing level then.
    """
    level = COMMUNE if delegated else managing_level
    fitting = (
        one for one in pack.authorities if one.kind == kind and one.managing_level in ("", level) and in_force(one, day)
    )
    return next(fitting, None)


def require_authority(pack: Pack, kind: str, managing_level: str, day: date, *, delegated: bool = False) -> Authority:
    """Return who decides on `day`; refuse with `recognition.no_authority` where the law is not known."""
    found = authority_on(pack, kind, managing_level, day, delegated=delegated)
    if found is None:
        message = gettext_noop(
            "Who decides on %(kind)s managed by %(level)s on %(day)s is not known. Set the unit's managing level anew."
        )
        params = {"kind": kind, "level": managing_level or "–", "day": short_date(day)}
        raise Refused(Finding("recognition.no_authority", message, params=params, where="managing_level"))
    return found


def in_force(authority: Authority, day: date) -> bool:
    """Tell whether an authority holds on `day`."""
    started = authority.valid_from is None or authority.valid_from <= day
    return started and (authority.valid_to is None or day <= authority.valid_to)
