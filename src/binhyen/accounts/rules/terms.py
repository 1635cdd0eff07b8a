"""From when until when posts are open and held, where each role may stand, who may sign in another's place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.places.rules.kinds import Tier

DISTRICTS_END = date(2025, 7, 1)
"""First day without districts (Law 72/2025/QH15 on the organisation of local government: two tiers)."""

TIERS = {
    Role.RESIDENTIAL_HEAD: (Tier.AREA,),
    Role.UNIT_REPRESENTATIVE: (Tier.COMMUNE, Tier.DISTRICT, Tier.PROVINCE),
    Role.COMMUNE_OFFICER: (Tier.COMMUNE,),
    Role.COMMUNE_CHAIR: (Tier.COMMUNE,),
    Role.DISTRICT_OFFICER: (Tier.DISTRICT,),
    Role.DISTRICT_CHAIR: (Tier.DISTRICT,),
    Role.PROVINCE_OFFICER: (Tier.PROVINCE,),
    Role.PROVINCE_LEADER: (Tier.PROVINCE,),
    Role.COUNCIL_MEMBER: (Tier.COMMUNE, Tier.DISTRICT, Tier.PROVINCE),
    Role.DEPARTMENT_OFFICER: (Tier.COMMUNE, Tier.DISTRICT, Tier.PROVINCE),
    Role.ASSOCIATION_OFFICER: (Tier.COMMUNE, Tier.DISTRICT, Tier.PROVINCE),
    Role.AUDITOR: (Tier.PROVINCE, Tier.NATION),
    Role.OPERATOR: (Tier.PROVINCE, Tier.NATION),
}
"""At which tier of place a post of each role stands."""


@dataclass(frozen=True, slots=True)
class Term:
    """From a day until the day before `end`; None means that it still lasts."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def empty(self) -> bool:
        """A term that ends before it begins, or on the same day."""
        return self.end is not None and self.end <= self.start

    def covers(self, other: "Term") -> bool:
        """Tell whether `other` lies wholly inside."""
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def overlaps(self, other: "Term") -> bool:
        """Tell whether both have a day in common."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


class Authority(StrEnum):
    """How an acting signer signs (NĐ 30/2020/NĐ-CP, article 13)."""

    DEPUTY = "KT."
    BY_ORDER = "TL."
    MANDATE = "TUQ."


def post_findings(role: Role, tier: Tier, term: Term) -> list[Finding]:
    """Say what hinders a post: its tier, its dates, and that districts ended on 30 June 2025."""
    found = []
    if tier not in TIERS[role]:
        found.append(_finding("accounts.wrong_tier", gettext_noop("Such a place has no post of this role.")))
    if term.empty:
        found.append(_finding("accounts.empty_term", gettext_noop("The last day lies before the first.")))
    if Tier.DISTRICT in TIERS[role][:1] and (term.end is None or term.end > DISTRICTS_END):
        found.append(
            Finding(
                "accounts.districts_ended",
                gettext_noop("District posts end on 30 June 2025: districts no longer exist after that day."),
                where="valid_to",
                source="Luật 72/2025/QH15",
            )
        )
    return found


def holding_findings(post: Term, held: Term, others: list[Term]) -> list[Finding]:
    """Say what hinders a holding: outside the post's term, or while another account sits at the desk."""
    if held.empty:
        return [_finding("accounts.empty_term", gettext_noop("The last day lies before the first."))]
    if not post.covers(held):
        return [_finding("accounts.outside_post", gettext_noop("The post is not open on all these days."))]
    if any(held.overlaps(other) for other in others):
        return [_finding("accounts.desk_taken", gettext_noop("Another account holds this post on some of these days."))]
    return []


@dataclass(frozen=True, slots=True)
class Mandate:
    """How, on what ground and for how long somebody is to sign in another's place."""

    authority: Authority
    instrument: str
    term: Term


def acting_findings(mandate: Mandate, principal: Term, principal_authority: str) -> list[Finding]:
    """Say what hinders an acting signer (NĐ 30/2020/NĐ-CP, article 13).

    Signing by order (TL.) must be written in the working regulation; signing by mandate (TUQ.) needs a document that
    limits its time; whoever signs in another's place may not pass that on.
    """
    found = []
    if principal_authority:
        found.append(
            _acting("accounts.no_passing_on", gettext_noop("Who signs in another's place may not pass that on."))
        )
    if mandate.authority is not Authority.DEPUTY and not mandate.instrument:
        found.append(_acting("accounts.instrument_needed", gettext_noop("Name the regulation or written mandate.")))
    if mandate.authority is Authority.MANDATE and mandate.term.end is None:
        found.append(_acting("accounts.mandate_unlimited", gettext_noop("A mandate to sign needs a last day.")))
    if mandate.term.empty:
        found.append(_finding("accounts.empty_term", gettext_noop("The last day lies before the first.")))
    elif not principal.covers(mandate.term):
        found.append(_acting("accounts.outside_principal", gettext_noop("The post acted for is not open that long.")))
    return found


def _finding(code: str, message: str) -> Finding:
    return Finding(code, message)


def _acting(code: str, message: str) -> Finding:
    return Finding(code, message, source="NĐ 30/2020/NĐ-CP, Điều 13")
