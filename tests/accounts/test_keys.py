"""API keys: made for one's own posts only, shown once, dead as soon as the holding, the account or the key ends."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.accounts.actions.accounts import disable_account, reset_password
from binhyen.accounts.actions.posts import assign_post, close_post, end_holding
from binhyen.accounts.actions.tokens import create_token, note_token_use, revoke_token
from binhyen.accounts.models import ApiToken, Holding
from binhyen.accounts.queries.tokens import bearer_of, keys_of, own_token, scopes_read
from binhyen.accounts.rules.keys import LONGEST_DAYS, KeyDraft, digest_of, key_findings
from binhyen.accounts.rules.terms import Term
from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refusal
from binhyen.kernel.scopes import Scope
from tests.accounts.factories import (
    AT,
    PASSWORD,
    START,
    TODAY,
    Land,
    Person,
    a_key,
    a_post,
    program,
    signed_in_client,
)

pytestmark = pytest.mark.django_db
PLACES = "/api/v1/places"
DRAFT = KeyDraft(1, "Phần mềm một cửa", (Scope.PLACES_READ,), TODAY + timedelta(days=30))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


def codes(draft: KeyDraft) -> list[str]:
    return [finding.code for finding in key_findings(draft, TODAY)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "accounts.key_unnamed"),
        ({"name": "x" * 81}, "accounts.key_unnamed"),
        ({"scopes": ()}, "accounts.key_without_scope"),
        ({"scopes": ("places:read", "root")}, "accounts.unknown_scope"),
        ({"expires_on": TODAY - timedelta(days=1)}, "accounts.key_expired"),
        ({"expires_on": TODAY + timedelta(days=LONGEST_DAYS + 1)}, "accounts.key_too_long"),
    ],
)
def test_what_hinders_a_key_is_said(change: dict[str, object], code: str) -> None:
    assert codes(replace(DRAFT, **change)) == [code]  # type: ignore[arg-type]  # one field at a time


@given(days=st.integers(0, LONGEST_DAYS), scopes=st.sets(st.sampled_from(Scope), min_size=1))
def test_a_key_of_known_scopes_and_at_most_366_days_is_fine(days: int, scopes: set[Scope]) -> None:
    assert codes(replace(DRAFT, scopes=tuple(scopes), expires_on=TODAY + timedelta(days=days))) == []


def test_a_word_that_is_no_scope_any_more_grants_nothing() -> None:
    assert scopes_read("places:read old:write") == {Scope.PLACES_READ}


def test_a_key_is_made_and_only_its_digest_kept(lan: Person) -> None:
    made = create_token(draft=replace(DRAFT, post_id=lan.post.pk), by=lan.actor, at=AT)
    token = ApiToken.objects.get()
    assert token.digest == digest_of(made.secret)
    assert made.secret.startswith(token.prefix)
    assert len(made.secret) > 40
    entry = Entry.objects.get(action="accounts.create_token")
    assert made.secret[3:] not in json.dumps(entry.data)
    assert entry.data == {"post": lan.post.pk, "scopes": ["places:read"], "until": DRAFT.expires_on.isoformat()}


def test_no_two_secrets_are_the_same(lan: Person) -> None:
    assert len({a_key(lan) for _ in range(20)}) == 20


@pytest.mark.parametrize("ending", ["another's", "ended"])
def test_a_key_for_a_post_that_one_does_not_hold_is_refused(lan: Person, mai: Person, ending: str) -> None:
    if ending == "ended":
        end_holding(holding=Holding.objects.get(account=lan.account), on=TODAY, by=SYSTEM, at=AT)
    post = mai.post if ending == "another's" else lan.post
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        create_token(draft=replace(DRAFT, post_id=post.pk), by=lan.actor, at=AT)
    assert refusal.value.code == "accounts.not_own_post"
    assert (ApiToken.objects.count(), Entry.objects.count()) == (0, before)


def test_a_key_that_is_wrong_is_refused_with_nothing_written(lan: Person) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        create_token(draft=replace(DRAFT, post_id=lan.post.pk, scopes=("all",)), by=lan.actor, at=AT)
    assert refusal.value.code == "accounts.unknown_scope"
    assert (ApiToken.objects.count(), Entry.objects.count()) == (0, before)


def test_a_key_acts_as_its_holder_at_the_post(lan: Person) -> None:
    bearer = bearer_of(digest_of(a_key(lan, Scope.REPORTS_READ)), TODAY)
    assert bearer is not None
    assert bearer.actor == lan.actor
    assert bearer.scopes == {Scope.REPORTS_READ}


def test_one_of_two_keys_of_a_post_grants_only_its_own(lan: Person) -> None:
    a_key(lan, Scope.REPORTS_WRITE)
    bearer = bearer_of(digest_of(a_key(lan, Scope.PLACES_READ)), TODAY)
    assert bearer is not None
    assert bearer.scopes == {Scope.PLACES_READ}


def left(person: Person) -> None:
    end_holding(holding=Holding.objects.get(account=person.account), on=TODAY, by=SYSTEM, at=AT)


def came_back(person: Person) -> None:
    holding = Holding.objects.get(account=person.account)
    end_holding(holding=holding, on=TODAY - timedelta(days=9), by=SYSTEM, at=AT)
    assign_post(account=person.account, post=person.post, term=Term(TODAY), by=SYSTEM, at=AT)


def closed(person: Person) -> None:
    close_post(post=person.post, on=TODAY, by=SYSTEM, at=AT)


def disabled(person: Person) -> None:
    disable_account(account=person.account, by=SYSTEM, at=AT)


def reset(person: Person) -> None:
    reset_password(account=person.account, by=SYSTEM, at=AT)


def revoked(person: Person) -> None:
    revoke_token(token_id=ApiToken.objects.get().pk, by=person.actor, at=AT)


@pytest.mark.parametrize("ending", [left, came_back, closed, disabled, reset, revoked])
def test_a_key_dies_with_what_it_hangs_on(lan: Person, ending: Callable[[Person], None]) -> None:
    secret = a_key(lan)
    assert program(secret).get(PLACES).status_code == 200
    ending(lan)
    answer = program(secret).get(PLACES)
    assert answer.status_code == 401
    assert answer.json()["code"] == "api.wrong_key"
    assert not keys_of(lan.account.pk, TODAY)[0].works


def test_a_key_works_on_its_last_day_and_not_on_the_next(lan: Person) -> None:
    digest = digest_of(a_key(lan, days=3))
    assert bearer_of(digest, TODAY + timedelta(days=3)) is not None
    assert bearer_of(digest, TODAY + timedelta(days=4)) is None


def test_a_key_of_a_demonstration_account_works_nowhere_else(lan: Person, settings: Settings) -> None:
    digest = digest_of(a_key(lan))
    lan.account.demonstration = True
    lan.account.save()
    assert bearer_of(digest, TODAY) is None
    settings.DEMONSTRATION = True
    assert bearer_of(digest, TODAY) is not None


def test_only_its_maker_revokes_a_key_and_only_once(lan: Person, nam: Person) -> None:
    a_key(lan)
    token = ApiToken.objects.get()
    for by, code in ((nam.actor, "accounts.not_own_key"), (lan.actor, ""), (lan.actor, "accounts.key_revoked")):
        if not code:
            revoke_token(token_id=token.pk, by=by, at=AT)
            continue
        with pytest.raises(Refusal) as refusal:
            revoke_token(token_id=token.pk, by=by, at=AT)
        assert refusal.value.code == code
    assert Entry.objects.filter(action="accounts.revoke_token").count() == 1


def test_the_day_of_use_is_noted_once_a_day(lan: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = program(a_key(lan))
    with django_assert_num_queries(6):  # the key, what its post covers (2), the day of use, the map (2)
        client.get(PLACES)
    assert ApiToken.objects.get().last_used_on == TODAY
    with django_assert_num_queries(5):
        client.get(PLACES)
    note_token_use(token_id=ApiToken.objects.get().pk, at=AT + timedelta(days=1))
    assert ApiToken.objects.get().last_used_on == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer xyz", "Basic YTpi", "Bearer by_" + "x" * 500, "Bearer by_a b"]
)
def test_what_is_no_key_is_told_so(lan: Person, header: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    asked = 1 if header == "Bearer by_a b" else 0
    with django_assert_num_queries(asked):
        answer = Client(headers={"Authorization": header} if header else {}).get(PLACES)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["code"] == ("api.wrong_key" if header else "api.no_key")


def test_a_session_opens_nothing_and_is_not_even_read(
    lan: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in_client(lan)
    with django_assert_num_queries(0):
        answer = browser.get(PLACES)
    assert answer.status_code == 401


def test_a_key_opens_no_page(lan: Person) -> None:
    answer = program(a_key(lan)).get(reverse("accounts:me"))
    assert answer.status_code == 302


def test_a_key_opens_only_what_its_scope_names(lan: Person) -> None:
    answer = program(a_key(lan, Scope.REPORTS_READ)).get(PLACES)
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["params"] == {"scope": "places:read"}


def test_the_list_shows_all_keys_in_two_queries(lan: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(3):
        a_key(lan)
    revoke_token(token_id=ApiToken.objects.order_by("-id")[0].pk, by=lan.actor, at=AT)
    with django_assert_num_queries(2):
        keys = keys_of(lan.account.pk, TODAY)
    assert [(key.works, key.revoked) for key in keys] == [(True, False), (True, False), (False, True)]


def test_keys_of_others_are_not_there(lan: Person, nam: Person) -> None:
    a_key(lan)
    assert keys_of(nam.account.pk, TODAY) == ()
    with pytest.raises(Http404):
        own_token(nam.account.pk, ApiToken.objects.get().pk)


def filled(person: Person, password: str = PASSWORD) -> dict[str, object]:
    last = (TODAY + timedelta(days=10)).isoformat()
    return {
        "name": "Phần mềm",
        "post": person.post.pk,
        "scopes": ["places:read"],
        "expires_on": last,
        "password": password,
    }


def test_the_page_shows_the_secret_once(lan: Person) -> None:
    browser = signed_in_client(lan)
    shown = browser.post(reverse("accounts:create_api_key"), filled(lan)).content.decode()
    secret = shown.split('value="by_')[1].split('"')[0]
    assert bearer_of(digest_of(f"by_{secret}"), TODAY) is not None
    listed = browser.get(reverse("accounts:api_keys")).content.decode()
    assert secret not in listed
    assert f"by_{secret}"[:9] in listed


def test_a_wrong_password_makes_no_key_and_counts_as_a_try(lan: Person, settings: Settings) -> None:
    browser = signed_in_client(lan)
    answer = browser.post(reverse("accounts:create_api_key"), filled(lan, "sai"))
    assert not ApiToken.objects.exists()
    assert 'id="id_password_error"' in answer.content.decode()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = browser.post(reverse("accounts:create_api_key"), filled(lan, "sai"))
    assert answer.status_code == 429


def test_a_post_of_another_is_not_offered(lan: Person, land: Land) -> None:
    other = a_post(lan.actor.role, land.elsewhere, "Khác", Term(START))
    answer = signed_in_client(lan).post(reverse("accounts:create_api_key"), {**filled(lan), "post": other.pk})
    assert answer.status_code == 200
    assert not ApiToken.objects.exists()


def test_the_page_revokes(lan: Person, nam: Person) -> None:
    secret = a_key(lan)
    path = reverse("accounts:revoke_api_key", args=[ApiToken.objects.get().pk])
    assert signed_in_client(nam).post(path).status_code == 404
    assert signed_in_client(lan).post(path).status_code == 302
    assert program(secret).get(PLACES).status_code == 401
