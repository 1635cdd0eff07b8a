"""A new password is none of the last ten, whoever changed them."""

from itertools import pairwise

import pytest

from binhyen.accounts.actions.accounts import change_own_password, reset_password
from binhyen.accounts.models import FormerPassword
from binhyen.accounts.queries import without_post
from binhyen.accounts.rules.passwords import REMEMBERED
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from tests.accounts.factories import AT, PASSWORD, an_account

pytestmark = pytest.mark.django_db


def test_the_last_ten_are_not_taken_again_and_older_ones_are_forgotten() -> None:
    account = an_account("bac.lan", "Trần Thị Lan")
    me = without_post(account.pk)
    chosen = [PASSWORD, *(f"Nang-mua-{number}-Song-Cau" for number in range(REMEMBERED))]
    for old, new in pairwise(chosen):
        change_own_password(account=account, old=old, new=new, by=me, at=AT)
    kept = account.password
    with pytest.raises(Refused) as refusal:
        change_own_password(account=account, old=chosen[-1], new=PASSWORD, by=me, at=AT)
    assert refusal.value.code == "accounts.same_password"
    account.refresh_from_db()
    assert account.password == kept
    assert FormerPassword.objects.filter(account=account).count() == REMEMBERED
    change_own_password(account=account, old=chosen[-1], new="Mot-mat-khau-9-khac", by=me, at=AT)
    change_own_password(account=account, old="Mot-mat-khau-9-khac", new=PASSWORD, by=me, at=AT)
    assert account.check_password(PASSWORD)


def test_a_reset_does_not_bring_an_old_password_back() -> None:
    account = an_account("bac.lan", "Trần Thị Lan")
    slip = reset_password(account=account, by=SYSTEM, at=AT)
    account.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        change_own_password(account=account, old=slip.password, new=PASSWORD, by=without_post(account.pk), at=AT)
    assert refusal.value.code == "accounts.same_password"
