"""Looking after accounts: who may for whom, what is seen, workbooks, inactive accounts."""

import io
from collections.abc import Sequence
from datetime import date, timedelta

import openpyxl
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from binhyen.accounts.actions.accounts import (
    AccountDraft,
    create_account,
    disable_account,
    disable_inactive,
    enable_account,
    remove_second_factor,
    reset_password,
)
from binhyen.accounts.actions.posts import assign_post, close_post, end_holding
from binhyen.accounts.actions.settling import Settlement, settle_account, settle_accounts
from binhyen.accounts.models import Account, Post
from binhyen.accounts.rules.terms import Term
from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.findings import Forbidden, Refused
from tests.accounts.factories import (
    AT,
    PASSWORD,
    START,
    TODAY,
    Land,
    Person,
    a_person,
    a_post,
    an_account,
    signed_in_client,
)

pytestmark = pytest.mark.django_db


def test_the_level_above_resets_a_password_that_works_once(lan: Person, hung: Person) -> None:
    slip = reset_password(account=lan.account, by=hung.actor, at=AT)
    lan.account.refresh_from_db()
    assert lan.account.check_password(slip.password)
    assert lan.account.must_change_password
    entry = Entry.objects.get(action="accounts.reset_password")
    assert (entry.account_id, entry.subject_id, entry.data) == (hung.account.pk, lan.account.pk, {})


def test_nobody_beside_below_or_elsewhere_resets_it(lan: Person, nam: Person, mai: Person, hung: Person) -> None:
    for other in (nam, mai, lan):
        with pytest.raises(Forbidden):
            reset_password(account=hung.account, by=other.actor, at=AT)
    with pytest.raises(Forbidden) as elsewhere:
        reset_password(account=lan.account, by=nam.actor, at=AT)
    assert elsewhere.value.code == "permission.role"
    with pytest.raises(Forbidden) as own:
        reset_password(account=hung.account, by=hung.actor, at=AT)
    assert own.value.code == "accounts.own_account"
    hung.account.refresh_from_db()
    assert hung.account.check_password(PASSWORD)


def test_a_commune_resets_its_school_s_account_but_not_the_next_commune_s(
    lan: Person, nam: Person, mai: Person
) -> None:
    reset_password(account=mai.account, by=lan.actor, at=AT)
    with pytest.raises(Forbidden) as refusal:
        reset_password(account=mai.account, by=nam.actor, at=AT)
    assert refusal.value.code == "permission.elsewhere"


def test_every_post_of_an_account_must_be_in_reach(lan: Person, mai: Person, land: Land, operator: Person) -> None:
    settled = Settlement("hai.vai", "Ngô Văn Hai", Role.UNIT_REPRESENTATIVE, land.an_phu.place_id, "Giám đốc", START)
    account = Account.objects.get(pk=settle_account(settlement=settled, by=lan.actor, at=AT).account_id)
    reset_password(account=account, by=lan.actor, at=AT)

    second = a_post(Role.PROVINCE_OFFICER, land.bac_ninh)
    assign_post(account=account, post=second, term=Term(START), by=SYSTEM, at=AT)
    with pytest.raises(Forbidden):
        reset_password(account=account, by=lan.actor, at=AT)


def test_who_left_a_post_is_still_looked_after_by_the_level_above_it(lan: Person, hung: Person, nam: Person) -> None:
    end_holding(holding=lan.post.holdings.get(), on=TODAY, by=SYSTEM, at=AT)
    with pytest.raises(Forbidden):
        disable_account(account=lan.account, by=nam.actor, at=AT)
    disable_account(account=lan.account, by=hung.actor, at=AT)
    closed = Account.objects.get(pk=lan.account.pk)
    assert not closed.is_active
    slip = enable_account(account=closed, by=hung.actor, at=AT)
    lan.account.refresh_from_db()
    assert lan.account.is_active
    assert lan.account.check_password(slip.password)


def test_a_lost_second_factor_is_removed_by_the_level_above(hung: Person, operator: Person) -> None:
    TOTP.activate(hung.account, "JBSWY3DPEHPK3PXP")
    remove_second_factor(account=hung.account, by=operator.actor, at=AT)
    assert not Authenticator.objects.filter(user=hung.account).exists()


def test_an_auditor_sees_and_changes_nothing(land: Land, lan: Person) -> None:
    auditor = a_person("kiemtra", "Vũ Thị Kiểm", Role.AUDITOR, land.bac_ninh, "Kiểm tra viên")
    client = signed_in_client(auditor)
    assert client.get(reverse("accounts:account", args=[lan.account.pk])).status_code == 200
    assert client.post(reverse("accounts:reset_password", args=[lan.account.pk])).status_code == 403
    with pytest.raises(Forbidden):
        create_account(draft=AccountDraft("moi.moi", "Mới"), by=auditor.actor, at=AT)


@pytest.mark.parametrize("username", ["Chữ-Hoa", "có.dấu", "ab", ".dau", "a" * 61, "hai tu"])
def test_a_badly_written_name_is_refused(operator: Person, username: str) -> None:
    with pytest.raises(Refused) as refusal:
        create_account(draft=AccountDraft(username, "Ai Đó"), by=operator.actor, at=AT)
    assert refusal.value.code == "accounts.bad_username"


def test_a_name_that_is_taken_is_refused(operator: Person, lan: Person) -> None:
    with pytest.raises(Refused) as refusal:
        create_account(draft=AccountDraft("anphu.phongtrao", "Ai Đó"), by=operator.actor, at=AT)
    assert refusal.value.code == "accounts.username_taken"


def test_printed_passwords_exist_in_the_demonstration_only(operator: Person, settings: Settings) -> None:
    draft = AccountDraft("mau.mot", "Mẫu", demonstration_password="in-ra-giay")
    with pytest.raises(Refused) as refusal:
        create_account(draft=draft, by=operator.actor, at=AT)
    assert refusal.value.code == "accounts.demonstration_only"
    settings.DEMONSTRATION = True
    slip = create_account(draft=draft, by=operator.actor, at=AT)
    assert slip.password == "in-ra-giay"


def test_accounts_that_nobody_uses_for_forty_five_days_are_disabled(lan: Person, hung: Person, nam: Person) -> None:
    Account.objects.filter(pk=lan.account.pk).update(last_seen_at=AT - timedelta(days=46))
    Account.objects.filter(pk=hung.account.pk).update(last_seen_at=AT - timedelta(days=45))
    Account.objects.filter(pk=nam.account.pk).update(created_at=AT - timedelta(days=60))
    assert disable_inactive(by=SYSTEM, at=AT) == 2
    assert set(Account.objects.filter(is_active=True).values_list("pk", flat=True)) == {hung.account.pk}
    assert Entry.objects.filter(action="accounts.disable_inactive").count() == 2


def test_the_command_says_how_many_it_disabled(lan: Person, capsys: pytest.CaptureFixture[str]) -> None:
    Account.objects.update(created_at=AT - timedelta(days=3000))
    call_command("disable_inactive")
    assert "1 tài khoản" in capsys.readouterr().out


def test_a_successor_takes_the_empty_desk_of_the_same_name(lan: Person, hung: Person, land: Land) -> None:
    end_holding(holding=lan.post.holdings.get(), on=date(2026, 11, 1), by=SYSTEM, at=AT)
    settled = Settlement(
        "anphu.moi", "Hoàng Sơn", Role.COMMUNE_OFFICER, land.an_phu.place_id, lan.post.title, date(2026, 11, 1)
    )
    slip = settle_account(settlement=settled, by=hung.actor, at=AT)
    assert lan.post.holdings.order_by("-pk")[0].account_id == slip.account_id
    assert Post.objects.count() == 2


def test_many_are_made_all_or_none(hung: Person, land: Land) -> None:
    good = Settlement("xa.mot", "Một", Role.COMMUNE_OFFICER, land.an_phu.place_id, "Cán bộ", START)
    bad = Settlement("xa.hai", "Hai", Role.PROVINCE_OFFICER, land.bac_ninh.place_id, "Cán bộ", START)
    with pytest.raises(Forbidden):
        settle_accounts(settlements=[good, bad], by=hung.actor, at=AT)
    assert not Account.objects.filter(username="xa.mot").exists()


# ---------------------------------------------------------------- pages


def test_the_list_shows_only_what_the_post_covers(lan: Person, mai: Person, nam: Person, hung: Person) -> None:
    page = signed_in_client(lan).get(reverse("accounts:accounts"))
    assert {row.username for row in page.context["rows"]} == {"anphu.phongtrao", "truong.anphu"}
    assert signed_in_client(mai).get(reverse("accounts:accounts")).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "names"),
    [("q=hung", {"tinh.phongtrao"}), ("role=commune_officer", {"anphu.phongtrao"}), ("state=closed", set())],
)
def test_the_list_is_narrowed_without_diacritics(lan: Person, hung: Person, wanted: str, names: set[str]) -> None:
    page = signed_in_client(hung).get(f"{reverse('accounts:accounts')}?{wanted}")
    assert {row.username for row in page.context["rows"]} == names


def test_the_list_costs_the_same_for_one_and_for_many(
    hung: Person, land: Land, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        a_person(f"xa.so{number}", "Người", Role.COMMUNE_OFFICER, land.an_phu, f"Bàn {number}")
    client = signed_in_client(hung)
    client.get(reverse("accounts:accounts"))
    with django_assert_max_num_queries(9):
        client.get(reverse("accounts:accounts"))


@pytest.mark.parametrize("where", ["account", "posts"])
def test_a_page_costs_the_same_for_one_post_and_for_many(
    hung: Person, lan: Person, land: Land, where: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        post = a_post(Role.COUNCIL_MEMBER, land.an_phu, f"Ủy viên {number}")
        assign_post(account=lan.account, post=post, term=Term(START), by=SYSTEM, at=AT)
    client = signed_in_client(hung)
    address = reverse(f"accounts:{where}", args=[lan.account.pk if where == "account" else land.an_phu.place_id])
    client.get(address)
    with django_assert_max_num_queries(12):
        shown = client.get(address)
    assert "Ủy viên 7" in shown.content.decode()


def test_the_posts_of_a_large_commune_come_by_pages_the_open_ones_first(hung: Person, lan: Person, land: Land) -> None:
    close_post(post=a_post(Role.COUNCIL_MEMBER, land.an_phu, "Đã thôi"), on=START + timedelta(9), by=SYSTEM, at=AT)
    for number in range(60):
        a_post(Role.UNIT_REPRESENTATIVE, land.an_phu, f"Đại diện {number:02d}")
    client = signed_in_client(hung)
    address = reverse("accounts:posts", args=[land.an_phu.place_id])
    first, second = (client.get(address, {"page": number}).content.decode() for number in (1, 2))
    assert "Đại diện 40" in first
    assert "Đại diện 59" not in first
    assert "Đại diện 59" in second
    assert "Đã thôi" not in first
    assert "Đã thôi" in second


@pytest.mark.parametrize("name", ["account", "reset_password", "disable_account", "remove_second_factor"])
def test_an_account_elsewhere_does_not_exist(lan: Person, nam: Person, name: str) -> None:
    client = signed_in_client(nam)
    address = reverse(f"accounts:{name}", args=[lan.account.pk])
    assert (client.get(address) if name == "account" else client.post(address)).status_code == 404
    lan.account.refresh_from_db()
    assert lan.account.is_active


def test_posts_of_a_place_elsewhere_do_not_exist(nam: Person, lan: Person, land: Land) -> None:
    client = signed_in_client(nam)
    assert client.get(reverse("accounts:posts", args=[land.an_phu.place_id])).status_code == 404
    assert client.get(reverse("accounts:post", args=[lan.post.pk])).status_code == 404
    assert client.post(reverse("accounts:end_post", args=[lan.post.pk])).status_code == 404
    assert client.post(reverse("accounts:end_seat", args=[lan.post.holdings.get().pk])).status_code == 404


def test_what_changes_something_needs_a_post(hung: Person, lan: Person) -> None:
    client = signed_in_client(hung)
    for name in ("reset_password", "disable_account", "enable_account", "remove_second_factor"):
        assert client.get(reverse(f"accounts:{name}", args=[lan.account.pk])).status_code == 405


def test_a_reset_shows_the_slip_once(hung: Person, lan: Person) -> None:
    page = signed_in_client(hung).post(reverse("accounts:reset_password", args=[lan.account.pk]))
    slip = page.context["slips"][0]
    assert slip.password in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not any(slip.password in str(entry.data) for entry in Entry.objects.all())


def test_somebody_is_seated_and_leaves_through_the_pages(hung: Person, lan: Person, land: Land) -> None:
    client = signed_in_client(hung)
    holding = lan.post.holdings.get()
    client.post(reverse("accounts:end_seat", args=[holding.pk]), {"on": "2026-11-01"})
    an_account("anphu.sau")
    seated = client.post(reverse("accounts:post", args=[lan.post.pk]), {"username": "anphu.sau", "since": "2026-11-01"})
    assert seated.status_code == 302
    page = client.get(reverse("accounts:posts", args=[land.an_phu.place_id]))
    assert "Nguyễn Văn Mẫu" in page.content.decode()


def test_a_seat_that_is_taken_is_refused_in_place(hung: Person, lan: Person) -> None:
    an_account("anphu.sau")
    page = signed_in_client(hung).post(
        reverse("accounts:post", args=[lan.post.pk]), {"username": "anphu.sau", "since": "2026-11-01"}
    )
    assert page.status_code == 200
    assert "đã có tài khoản khác" in page.content.decode()


def test_an_acting_signer_is_appointed_through_the_page(hung: Person, lan: Person) -> None:
    client = signed_in_client(hung)
    form = {"authority": "TUQ.", "title": "Phó Trưởng phòng", "instrument": "12/UQ", "since": "2026-11-01"}
    page = client.post(reverse("accounts:post", args=[lan.post.pk]), form)
    assert "phải có ngày hết hạn" in page.content.decode()
    assert client.post(reverse("accounts:post", args=[lan.post.pk]), {**form, "until": "2026-12-01"}).status_code == 302
    assert Post.objects.get(authority="TUQ.").acts_for == lan.post


def test_a_new_account_is_made_with_its_desk(lan: Person, land: Land) -> None:
    client = signed_in_client(lan)
    address = reverse("accounts:new_account", args=[land.village.place_id])
    form = {"username": "thon.dong", "full_name": "Bùi Văn Đông", "role": "residential_head", "since": "2026-11-01"}
    assert client.post(address, form).status_code == 200
    page = client.post(address, {**form, "title": "Trưởng thôn"})
    assert page.context["slips"][0].username == "thon.dong"
    assert Account.objects.get(username="thon.dong").holdings.get().post.title == "Trưởng thôn"


# ---------------------------------------------------------------- workbooks

HEADER: Sequence[object] = ["Tài khoản", "Họ tên", "Vai trò", "Mã địa bàn", "Chức danh", "Cơ quan", "Từ ngày"]


def workbook(*rows: list[object], header: Sequence[object] = HEADER) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(header))
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("tai-khoan.xlsx", buffer.getvalue())


def a_row(land: Land, username: str, role: str = "Cán bộ xã", code: str = "") -> list[object]:
    return [username, "Người Mới", role, code or land.an_phu.code, "Cán bộ phong trào 2", "", "01/11/2026"]


def test_a_workbook_is_looked_at_then_made_and_its_slips_are_shown_once(hung: Person, land: Land) -> None:
    client = signed_in_client(hung)
    seen = client.post(reverse("accounts:import_accounts"), {"workbook": workbook(a_row(land, "xa.mot"))})
    assert seen.context["seen"].clean
    assert not Account.objects.filter(username="xa.mot").exists()
    made = client.post(reverse("accounts:make_accounts"))
    assert [slip.username for slip in made.context["slips"]] == ["xa.mot"]
    again = client.post(reverse("accounts:make_accounts"))
    assert again.status_code == 302
    assert Account.objects.filter(username__startswith="xa.").count() == 1


def test_each_wrong_row_is_named_and_nothing_can_be_made(hung: Person, lan: Person, land: Land) -> None:
    client = signed_in_client(hung)
    rows: list[list[object]] = [
        a_row(land, "tot.lam"),
        a_row(land, "anphu.phongtrao"),
        a_row(land, "trung.ten"),
        a_row(land, "trung.ten"),
        a_row(land, "sai.noi", code="99999"),
        a_row(land, "noi.khac", code=land.other_province.code),
        a_row(land, "qua.quyen", role="Quản trị hệ thống"),
        a_row(land, "sai.vai", role="Trưởng phòng"),
        [None, "Thiếu tên", "Cán bộ xã", land.an_phu.code, "Cán bộ", "", "01/11/2026"],
        ["sai.ngay", "Sai Ngày", "Cán bộ xã", land.an_phu.code, "Cán bộ", "", "31/02/2026"],
    ]
    page = client.post(reverse("accounts:import_accounts"), {"workbook": workbook(*rows)})
    found = {number: findings[0].code for number, findings in page.context["seen"].wrong}
    assert found == {
        3: "accounts.username_taken",
        4: "accounts.username_taken",
        5: "accounts.username_taken",
        6: "accounts.unknown_place",
        7: "accounts.unknown_place",
        8: "permission.role",
        9: "sheets.not_choice",
        10: "sheets.empty",
        11: "sheets.not_date",
    }
    assert client.post(reverse("accounts:make_accounts")).status_code == 302
    assert not Account.objects.filter(username="tot.lam").exists()


def test_a_workbook_without_a_column_or_that_is_none_is_refused(hung: Person) -> None:
    client = signed_in_client(hung)
    page = client.post(reverse("accounts:import_accounts"), {"workbook": workbook(header=[*HEADER[:-1]])})
    assert [finding.code for finding in page.context["seen"].head] == ["sheets.missing_column"]
    page = client.post(
        reverse("accounts:import_accounts"), {"workbook": SimpleUploadedFile("a.xlsx", b"not a workbook")}
    )
    assert page.status_code == 409
    assert page.context["seen"] is None


def test_the_empty_workbook_has_the_columns(hung: Person) -> None:
    answer = signed_in_client(hung).get(reverse("accounts:workbook_template"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    labels = [cell.value.removesuffix(" (*)") for cell in sheet[3]]
    assert labels == list(HEADER)


# ---------------------------------------------------------------- the first operator


def test_the_first_operator_comes_from_the_command_line_and_only_once(
    land: Land, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("first_operator", "quantri.dau", "Đỗ Thị Thu")
    account = Account.objects.get(username="quantri.dau")
    password = capsys.readouterr().out.split()[-1]
    assert account.check_password(password)
    assert account.must_change_password
    with pytest.raises(CommandError, match="quản trị"):
        call_command("first_operator", "quantri.hai", "Ai Đó")
    assert not Account.objects.filter(username="quantri.hai").exists()


def test_there_is_no_operator_without_a_map(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("first_operator", "quantri.dau", "Đỗ Thị Thu")
    assert not Account.objects.exists()


def test_a_copy_of_the_workbook_has_its_mistakes_beside_the_rows(hung: Person, land: Land) -> None:
    client = signed_in_client(hung)
    rows = [a_row(land, "xa.mot"), [*a_row(land, "xa.hai")[:3], "00000", *a_row(land, "xa.hai")[4:]]]
    answer = client.post(reverse("accounts:import_accounts"), {"workbook": workbook(*rows), "copy": "1"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    sound, wrong = [row[-1].value for row in sheet.iter_rows(min_row=2)]
    assert not sound
    assert "00000" in str(wrong)
    assert not client.session.get("accounts.workbook")
