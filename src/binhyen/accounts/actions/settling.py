"""Accounts together with their desks: one, or a whole workbook of them, all or none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from binhyen.accounts.actions.accounts import AccountDraft, Slip, create_account
from binhyen.accounts.actions.posts import PostDraft, assign_post, open_post
from binhyen.accounts.models import Account, Holding, Post
from binhyen.accounts.permissions import may_administer
from binhyen.accounts.queries import in_force
from binhyen.accounts.queries.directory import usernames_taken
from binhyen.accounts.rules.names import username_findings
from binhyen.accounts.rules.terms import Term, post_findings
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import Tier

MOST = 300
"""Accounts made at once: each password costs the machine some hundredths of a second on purpose."""


Trial = dict[int, list[Finding]]
"""Findings by row number."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Somebody who is to get an account and a desk."""

    username: str
    full_name: str
    role: Role
    place_id: int
    title: str
    since: date
    agency: str = ""


@transaction.atomic
def settle_account(*, settlement: Settlement, by: Actor, at: datetime) -> Slip:
    """Make an account and seat it: at a desk of the same name that stands empty, else at a new one.

    Refused for the reasons of `create_account`, `open_post` and `assign_post`.
    """
    slip = create_account(draft=AccountDraft(settlement.username, settlement.full_name), by=by, at=at)
    term = Term(settlement.since)
    post = _empty_desk(settlement) or open_post(draft=_post_draft(settlement, term), by=by, at=at)
    account = Account.objects.get(pk=slip.account_id)
    assign_post(account=account, post=post, term=Term(term.start, post.valid_to), by=by, at=at)
    return slip


@transaction.atomic
def settle_accounts(*, settlements: Sequence[Settlement], by: Actor, at: datetime) -> list[Slip]:
    """Make many accounts with their desks: all, or none when one is refused. Refused beyond 300 at once."""
    if len(settlements) > MOST:
        raise Refused(too_many(len(settlements)))
    return [settle_account(settlement=settlement, by=by, at=at) for settlement in settlements]


@transaction.atomic
def settle_first_operator(*, username: str, full_name: str, by: Actor, at: datetime) -> Slip:
    """Make the first operator, at the nation: everybody else is made by somebody above.

    Refused once an operator exists, and before the country's map is loaded.
    """
    lock("accounts.first_operator")
    on = at.date()
    if Holding.objects.filter(in_force(on), in_force(on, "post__"), post__role=Role.OPERATOR).exists():
        message = gettext_noop("There is an operator already, who makes further accounts.")
        raise Refused(Finding("accounts.not_the_first", message))
    nation = versions_in_force(on).filter(place__tier=Tier.NATION).first()
    if nation is None:
        raise Refused(Finding("accounts.no_map", gettext_noop("Load the country's map first.")))
    settlement = Settlement(username, full_name, Role.OPERATOR, nation.place_id, "Quản trị hệ thống", on)
    return settle_account(settlement=settlement, by=by, at=at)


def try_settling(settlements: Mapping[int, Settlement], places: Mapping[int, PlaceVersion], by: Actor) -> Trial:
    """Say what would be refused, by row number, without writing anything: permission, name, post."""
    names = Counter(one.username for one in settlements.values())
    taken = usernames_taken(list(names))
    found: Trial = {}
    for number, one in settlements.items():
        version = places[one.place_id]
        findings = username_findings(one.username, taken=one.username in taken or names[one.username] > 1)
        refusal = may_administer(by, one.role, version.path).finding
        findings += [refusal] if refusal else post_findings(one.role, Tier(version.place.tier), Term(one.since))
        if findings:
            found[number] = findings
    return found


def too_many(count: int) -> Finding:
    """Build the finding for a list that is too long."""
    message = gettext_noop("%(count)s rows: at most %(most)s accounts are made at once.")
    return Finding("accounts.too_many", message, params={"count": count, "most": MOST})


def _post_draft(settlement: Settlement, term: Term) -> PostDraft:
    return PostDraft(settlement.role, settlement.place_id, settlement.title, term, settlement.agency)


def _empty_desk(settlement: Settlement) -> Post | None:
    """Return an open desk of the same kind and name that nobody holds from the day on: a successor inherits it."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=settlement.since)
    held = Holding.objects.filter(lasting, post=OuterRef("pk"))
    rows = Post.objects.filter(
        in_force(settlement.since),
        ~Exists(held),
        role=settlement.role,
        place_id=settlement.place_id,
        title=settlement.title,
        agency=settlement.agency,
        authority="",
    )
    return rows.order_by("pk").first()
