"""Posts: opened, filled, inherited, closed, and signed for."""

from datetime import date

import pytest

from binhyen.accounts.actions.posts import PostDraft, appoint_acting, assign_post, close_post, end_holding, open_post
from binhyen.accounts.models import Holding, Post
from binhyen.accounts.queries import actor_of
from binhyen.accounts.rules.terms import Authority, Mandate, Term
from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.places.rules.kinds import PlaceKind, Tier
from tests.accounts.factories import AT, START, TODAY, Land, Person, a_place, a_post, an_account

pytestmark = pytest.mark.django_db


def test_a_successor_inherits_the_desk_and_nothing_of_the_authorship(lan: Person) -> None:
    successor = an_account("anphu.moi", "Hoàng Văn Sơn")
    holding = lan.post.holdings.get()
    handover = date(2026, 10, 1)
    end_holding(holding=holding, on=handover, by=SYSTEM, at=AT)
    assign_post(account=successor, post=lan.post, term=Term(handover), by=SYSTEM, at=AT)
    assert actor_of(lan.account.pk, None, TODAY) is None
    after, before = actor_of(successor.pk, None, TODAY), actor_of(lan.account.pk, None, date(2026, 9, 30))
    assert after is not None
    assert before is not None
    assert (after.post_id, after.scopes) == (before.post_id, before.scopes)
    assert after.account_id != before.account_id


def test_two_accounts_never_hold_one_desk_on_the_same_day(lan: Person) -> None:
    second = an_account("anphu.hai")
    with pytest.raises(Refused) as refusal:
        assign_post(account=second, post=lan.post, term=Term(TODAY), by=SYSTEM, at=AT)
    assert refusal.value.code == "accounts.desk_taken"
    assert not second.holdings.exists()


def test_a_district_post_ends_with_the_districts(land: Land, operator: Person) -> None:
    district = a_place("Lương Tài", Tier.DISTRICT, PlaceKind.RURAL_DISTRICT, land.bac_ninh, date(2020, 1, 1))
    draft = PostDraft(Role.DISTRICT_OFFICER, district.place_id, "Cán bộ huyện", Term(date(2022, 1, 1)))
    with pytest.raises(Refused) as refusal:
        open_post(draft=draft, by=operator.actor, at=AT)
    assert refusal.value.code == "accounts.districts_ended"
    last = PostDraft(Role.DISTRICT_OFFICER, district.place_id, "Cán bộ huyện", Term(date(2022, 1, 1), date(2025, 7, 1)))
    assert open_post(draft=last, by=operator.actor, at=AT).valid_to == date(2025, 7, 1)


def test_a_commune_officer_opens_the_village_s_post_and_leaves_a_trace(land: Land, lan: Person) -> None:
    draft = PostDraft(Role.RESIDENTIAL_HEAD, land.village.place_id, "Trưởng thôn", Term(START))
    post = open_post(draft=draft, by=lan.actor, at=AT)
    entry = Entry.objects.get(action="accounts.open_post", subject_id=post.pk)
    assert (entry.account_id, entry.place_path) == (lan.account.pk, land.village.path)
    assert entry.data == {"role": "residential_head"}


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER, Role.OPERATOR])
def test_a_commune_officer_opens_no_post_of_the_own_level_or_above(land: Land, lan: Person, role: Role) -> None:
    with pytest.raises(Forbidden):
        open_post(draft=PostDraft(role, land.an_phu.place_id, "x", Term(START)), by=lan.actor, at=AT)
    assert not Post.objects.filter(title="x").exists()


def test_closing_a_post_ends_who_holds_it_and_who_signs_for_it(land: Land, operator: Person) -> None:
    chair = a_post(Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã")
    deputy = appoint_acting(
        principal=chair,
        mandate=Mandate(Authority.DEPUTY, "", Term(START)),
        title="Phó Chủ tịch",
        by=operator.actor,
        at=AT,
    )
    account = an_account("anphu.pct")
    assign_post(account=account, post=deputy, term=Term(START), by=operator.actor, at=AT)
    actor = actor_of(account.pk, None, TODAY)
    assert actor is not None
    assert (actor.role, actor.authority) == (Role.COMMUNE_CHAIR, "KT.")
    close_post(post=chair, on=TODAY, by=operator.actor, at=AT)
    deputy.refresh_from_db()
    assert deputy.valid_to == TODAY
    assert actor_of(account.pk, None, TODAY) is None


def test_closing_a_post_takes_back_what_would_only_begin_later(land: Land, operator: Person) -> None:
    post = a_post(Role.COMMUNE_OFFICER, land.an_phu)
    later = assign_post(account=an_account("mai.sau"), post=post, term=Term(date(2027, 1, 1)), by=operator.actor, at=AT)
    close_post(post=post, on=TODAY, by=operator.actor, at=AT)
    later.refresh_from_db()
    assert later.valid_to == later.valid_from


def test_a_mandate_may_not_be_passed_on(land: Land, operator: Person) -> None:
    chair = a_post(Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã")
    mandate = Mandate(Authority.MANDATE, "Văn bản 12/UQ-UBND", Term(START, date(2026, 12, 31)))
    holder = appoint_acting(principal=chair, mandate=mandate, title="Trưởng Công an xã", by=operator.actor, at=AT)
    with pytest.raises(Refused) as refusal:
        appoint_acting(principal=holder, mandate=mandate, title="Phó", by=operator.actor, at=AT)
    assert refusal.value.code == "accounts.no_passing_on"


def test_a_disabled_account_gets_no_post(lan: Person, operator: Person, land: Land) -> None:
    lan.account.is_active = False
    lan.account.save()
    post = a_post(Role.COMMUNE_CHAIR, land.an_phu)
    with pytest.raises(Refused) as refusal:
        assign_post(account=lan.account, post=post, term=Term(START), by=operator.actor, at=AT)
    assert refusal.value.code == "accounts.disabled"
    assert Holding.objects.filter(account=lan.account).count() == 1
