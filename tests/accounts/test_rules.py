"""The law of this storey: the permission table, terms, passwords, idle sessions. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.accounts.rules.names import ROLE_NAMES
from binhyen.accounts.rules.passwords import ALPHABET, character_classes, password_findings, spaced
from binhyen.accounts.rules.presence import Facts, Standing, idle_limit, is_idle, password_is_old, standing
from binhyen.accounts.rules.table import SEE_ACCOUNTS, SETTINGS, TABLE, administer, administered, needs_second_factor
from binhyen.accounts.rules.terms import (
    TIERS,
    Authority,
    Mandate,
    Term,
    acting_findings,
    holding_findings,
    post_findings,
)
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.grants import Reach, within
from binhyen.places.rules.kinds import Tier

PROVINCE, COMMUNE, AREA, ELSEWHERE = "1.2.", "1.2.30.", "1.2.30.400.", "1.9."
PATHS = {"province": PROVINCE, "commune": COMMUNE, "area": AREA, "elsewhere": ELSEWHERE}
DAYS = st.dates(date(2010, 1, 1), date(2035, 1, 1))


def an_actor(role: Role, path: str) -> Actor:
    return Actor(1, 1, role, 1, path, (path,))


# Who may administer posts of which role, from a desk at which place, where. Everything else is refused.
MAY = {
    (Role.PROVINCE_OFFICER, "province"): {
        "commune": {
            Role.COMMUNE_OFFICER,
            Role.COMMUNE_CHAIR,
            Role.DISTRICT_OFFICER,
            Role.DISTRICT_CHAIR,
            Role.UNIT_REPRESENTATIVE,
            Role.RESIDENTIAL_HEAD,
            Role.COUNCIL_MEMBER,
            Role.DEPARTMENT_OFFICER,
            Role.ASSOCIATION_OFFICER,
        },
        "province": {Role.COUNCIL_MEMBER, Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER},
    },
    (Role.COMMUNE_OFFICER, "commune"): {
        "commune": {
            Role.UNIT_REPRESENTATIVE,
            Role.COUNCIL_MEMBER,
            Role.DEPARTMENT_OFFICER,
            Role.ASSOCIATION_OFFICER,
        },
        "area": {
            Role.RESIDENTIAL_HEAD,
            Role.UNIT_REPRESENTATIVE,
            Role.COUNCIL_MEMBER,
            Role.DEPARTMENT_OFFICER,
            Role.ASSOCIATION_OFFICER,
        },
    },
    (Role.OPERATOR, "province"): {"province": set(Role), "commune": set(Role), "area": set(Role)},
    (Role.AUDITOR, "province"): {},
    (Role.RESIDENTIAL_HEAD, "area"): {},
    (Role.UNIT_REPRESENTATIVE, "commune"): {},
    (Role.COUNCIL_MEMBER, "province"): {},
    (Role.DEPARTMENT_OFFICER, "province"): {},
    (Role.ASSOCIATION_OFFICER, "province"): {},
}


@pytest.mark.parametrize(("role", "desk"), MAY)
def test_who_administers_whom(role: Role, desk: str) -> None:
    actor = an_actor(role, PATHS[desk])
    allowed = {
        name: {other for other in Role if TABLE.decide(actor, administer(other), path)} for name, path in PATHS.items()
    }
    expected = {name: MAY[role, desk].get(name, set()) for name in PATHS}
    if role is Role.PROVINCE_OFFICER:
        expected["area"] = expected["commune"]
    assert allowed == expected


@pytest.mark.parametrize("role", [Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER])
def test_who_leads_administers_what_the_officer_does(role: Role) -> None:
    officer = {
        Role.COMMUNE_CHAIR: Role.COMMUNE_OFFICER,
        Role.DISTRICT_CHAIR: Role.DISTRICT_OFFICER,
        Role.PROVINCE_LEADER: Role.PROVINCE_OFFICER,
    }[role]
    assert administered(role) == administered(officer)


def test_nobody_but_operators_administers_the_own_level_or_changes_settings() -> None:
    for role in set(Role) - {Role.OPERATOR}:
        assert Reach.OWN not in TABLE.reaches(role, administer(role))
        assert not TABLE.reaches(role, SETTINGS)
        assert role not in administered(role)


def test_an_auditor_sees_accounts_and_administers_none() -> None:
    assert TABLE.decide(an_actor(Role.AUDITOR, PROVINCE), SEE_ACCOUNTS, COMMUNE)
    assert administered(Role.AUDITOR) == ()


def test_a_no_says_whether_the_role_or_the_place_is_the_reason() -> None:
    lan = an_actor(Role.COMMUNE_OFFICER, COMMUNE)
    role = TABLE.decide(lan, administer(Role.OPERATOR), COMMUNE).finding
    place = TABLE.decide(lan, administer(Role.RESIDENTIAL_HEAD), ELSEWHERE).finding
    assert role is not None
    assert place is not None
    assert (role.code, place.code) == ("permission.role", "permission.elsewhere")


def test_every_role_has_a_name_a_tier_and_every_ability_a_word() -> None:
    assert set(ROLE_NAMES) == set(TIERS) == set(Role)
    assert {grant.ability for grant in TABLE.grants} <= set(TABLE.abilities)


@given(st.sampled_from(Reach), st.sampled_from(sorted(PATHS.values())), st.sampled_from(sorted(PATHS.values())))
def test_own_and_below_together_are_what_a_post_covers(reach: Reach, desk: str, path: str) -> None:
    actor = an_actor(Role.OPERATOR, desk)
    parts = within(actor, Reach.OWN, path), within(actor, Reach.BELOW, path)
    assert within(actor, Reach.COVERED, path) is any(parts)
    assert not all(parts)
    assert within(actor, Reach.EVERYWHERE, path)


@pytest.mark.parametrize(
    ("role", "needed"),
    [(Role.PROVINCE_OFFICER, True), (Role.PROVINCE_LEADER, True), (Role.OPERATOR, True), (Role.COMMUNE_CHAIR, False)],
)
def test_who_needs_a_second_factor(role: Role, *, needed: bool) -> None:
    assert needs_second_factor(role) is needed


# ---------------------------------------------------------------- terms


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_terms_overlap_exactly_when_they_share_a_day(
    start: date, end: date | None, other_start: date, other_end: date | None
) -> None:
    one, other = Term(start, end), Term(other_start, other_end)
    latest = max(start, other_start)
    assert (one.overlaps(other) if not one.empty and not other.empty else latest in one and latest in other) is (
        latest in one and latest in other
    )
    assert one.overlaps(other) is other.overlaps(one)


@given(DAYS, st.integers(1, 900), st.integers(0, 900), st.integers(1, 900))
def test_a_term_covers_another_exactly_when_it_holds_all_its_days(
    start: date, days: int, after: int, held: int
) -> None:
    post = Term(start, start + timedelta(days=days))
    inner = Term(start + timedelta(days=after), start + timedelta(days=after + held))
    assert post.covers(inner) is (after + held <= days)
    assert Term(start).covers(inner)
    assert not inner.covers(Term(start))


@pytest.mark.parametrize(
    ("role", "tier", "end", "codes"),
    [
        (Role.COMMUNE_OFFICER, Tier.COMMUNE, None, []),
        (Role.COMMUNE_OFFICER, Tier.PROVINCE, None, ["accounts.wrong_tier"]),
        (Role.COMMUNE_OFFICER, Tier.COMMUNE, date(2021, 1, 1), ["accounts.empty_term"]),
        (Role.DISTRICT_CHAIR, Tier.DISTRICT, None, ["accounts.districts_ended"]),
        (Role.DISTRICT_CHAIR, Tier.DISTRICT, date(2025, 7, 2), ["accounts.districts_ended"]),
        (Role.DISTRICT_CHAIR, Tier.DISTRICT, date(2025, 7, 1), []),
        (Role.COUNCIL_MEMBER, Tier.DISTRICT, date(2025, 7, 1), []),
    ],
)
def test_what_hinders_a_post(role: Role, tier: Tier, end: date | None, codes: list[str]) -> None:
    assert [found.code for found in post_findings(role, tier, Term(date(2022, 1, 1), end))] == codes


def test_a_desk_is_handed_over_without_a_day_between_and_without_a_day_together() -> None:
    post, first = Term(date(2022, 1, 1)), Term(date(2022, 1, 1), date(2024, 5, 1))
    assert holding_findings(post, Term(date(2024, 5, 1)), [first]) == []
    assert [found.code for found in holding_findings(post, Term(date(2024, 4, 30)), [first])] == ["accounts.desk_taken"]
    assert [found.code for found in holding_findings(post, Term(date(2021, 1, 1)), [])] == ["accounts.outside_post"]


ACTING = [
    (Authority.DEPUTY, "", None, "", []),
    (Authority.BY_ORDER, "", None, "", ["accounts.instrument_needed"]),
    (Authority.BY_ORDER, "Quy chế làm việc", None, "", []),
    (Authority.MANDATE, "12/UQ", None, "", ["accounts.mandate_unlimited"]),
    (Authority.MANDATE, "", date(2026, 1, 1), "", ["accounts.instrument_needed"]),
    (Authority.MANDATE, "12/UQ", date(2026, 1, 1), "", []),
    (Authority.DEPUTY, "", None, "TUQ.", ["accounts.no_passing_on"]),
]


@pytest.mark.parametrize(("authority", "instrument", "end", "principal", "codes"), ACTING)
def test_who_may_sign_in_another_s_place(
    authority: Authority, instrument: str, end: date | None, principal: str, codes: list[str]
) -> None:
    mandate = Mandate(authority, instrument, Term(date(2025, 7, 1), end))
    found = acting_findings(mandate, Term(date(2025, 7, 1)), principal)
    assert [one.code for one in found] == codes
    assert all(one.source for one in found)


# ---------------------------------------------------------------- passwords and sessions


@pytest.mark.parametrize(
    ("password", "second_factor", "codes"),
    [
        ("ngắn", True, ["accounts.password_short"]),
        ("támkýtự8", True, []),
        ("Tám-ký-tự-8", False, ["accounts.password_short"]),
        ("toàn chữ thường dài", False, ["accounts.password_classes"]),
        ("Mười-Bốn-Ký-Tự-1", False, []),
    ],
)
def test_what_a_password_lacks(password: str, second_factor: bool, codes: list[str]) -> None:
    assert [found.code for found in password_findings(password, second_factor=second_factor)] == codes


@given(st.text(max_size=30))
def test_more_letters_never_weaken_a_password(password: str) -> None:
    more = password + "Aa1-"
    assert character_classes(more) == 4
    assert len(password_findings(more, second_factor=False)) <= len(password_findings(password, second_factor=False))


def test_a_one_time_password_has_no_letters_that_look_alike() -> None:
    assert not set("il1o0") & set(ALPHABET)
    assert spaced("abcdefgh23456789") == "abcd-efgh-2345-6789"


@given(st.integers(0, 2_000_000_000), st.integers(0, 100_000), st.sampled_from([300, 900]))
def test_a_session_is_idle_exactly_after_its_limit(last: int, rested: int, limit: int) -> None:
    assert is_idle(last, last + rested, limit) is (rested > limit)


def test_a_clock_set_back_by_hours_locks_nobody_and_by_days_does() -> None:
    assert not is_idle(100_000, 100_000 - 3_600, 900)
    assert is_idle(1_000_000, 1_000_000 - 90_000, 900)


@pytest.mark.parametrize(
    ("days", "administrator", "old"), [(60, True, False), (61, True, True), (6100, False, False), (None, True, False)]
)
def test_an_operator_s_password_serves_sixty_days(days: int | None, administrator: bool, old: bool) -> None:
    today = date(2026, 11, 5)
    set_on = None if days is None else today - timedelta(days=days)
    assert password_is_old(set_on, today, administrator=administrator) is old


def test_operators_sessions_rest_shorter() -> None:
    assert (idle_limit(15, administrator=False), idle_limit(15, administrator=True)) == (900, 300)
    assert idle_limit(2, administrator=True) == 120


STEPS = [
    (Facts(must_change_password=True, factor_needed=True, factor_shown=False, has_post=True, locked=True), "locked"),
    (Facts(must_change_password=True, factor_needed=True, factor_shown=False, has_post=True), "password"),
    (Facts(must_change_password=False, factor_needed=True, factor_shown=False, has_post=True), "second_factor"),
    (Facts(must_change_password=False, factor_needed=True, factor_shown=True, has_post=True), "ready"),
    (Facts(must_change_password=False, factor_needed=False, factor_shown=False, has_post=False), "no_post"),
]


@pytest.mark.parametrize(("facts", "step"), STEPS)
def test_what_stands_between_an_account_and_its_desk(facts: Facts, step: str) -> None:
    assert standing(facts) is Standing(step)
