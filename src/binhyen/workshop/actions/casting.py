"""Seats the named accounts of the demonstration at their desks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.accounts.actions.accounts import AccountDraft, create_account
from binhyen.accounts.actions.factors import give_second_factor
from binhyen.accounts.actions.posts import PostDraft, assign_post, open_post
from binhyen.accounts.models import Account
from binhyen.accounts.rules.table import needs_second_factor
from binhyen.accounts.rules.terms import Term
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.units.actions.registry import represent
from binhyen.units.models import Unit
from binhyen.workshop.rules.cast import PASSWORD, Member


@dataclass(frozen=True, slots=True)
class Seats:
    """Where the cast sits: the province, the home commune, the head's residential area, the representative's unit."""

    province_id: int
    commune_id: int
    area_id: int
    unit: Unit
    nation_id: int

    def place_of(self, member: Member) -> int:
        """Return the place of a member's post."""
        special: Mapping[Role, int] = {Role.RESIDENTIAL_HEAD: self.area_id, Role.OPERATOR: self.nation_id}
        return special.get(member.role, self.commune_id if member.at_home else self.province_id)


def seat_cast(members: Sequence[Member], seats: Seats, *, since: date, at: datetime) -> None:
    """Make the accounts with the printed password, open their posts, and give second factors where they are needed."""
    for member in members:
        slip = create_account(draft=AccountDraft(member.username, member.name, PASSWORD), by=SYSTEM, at=at)
        account = Account.objects.get(pk=slip.account_id)
        draft = PostDraft(member.role, seats.place_of(member), member.title, Term(since), agency=member.agency)
        post = open_post(draft=draft, by=SYSTEM, at=at)
        assign_post(account=account, post=post, term=Term(since), by=SYSTEM, at=at)
        if needs_second_factor(member.role):
            give_second_factor(account=account, secret=member.factor_secret, by=SYSTEM, at=at)
        if member.role is Role.UNIT_REPRESENTATIVE:
            represent(unit=seats.unit, post=post, since=since, by=SYSTEM, at=at)
