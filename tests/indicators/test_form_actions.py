"""A province's own forms: begun, changed by two officers, published once and for all; and the shipped ones."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.audit.models import Entry
from binhyen.files.actions import Upload
from binhyen.indicators.actions.forms import (
    NewForm,
    attach_template,
    begin_draft,
    create_form,
    drop_draft,
    ensure_cells,
    install_shipped_forms,
    publish_version,
    remove_template,
    save_draft,
)
from binhyen.indicators.models import Cell, Form, FormVersion
from binhyen.indicators.queries.building import changes, form_seen_by, forms_listed_for
from binhyen.indicators.queries.forms import cell_keys, cells_of, content_of, published_version, shipped_forms
from binhyen.indicators.queries.packs import catalogue, dims
from binhyen.indicators.rules.differing import Change
from binhyen.indicators.rules.editing import (
    Asked,
    Step,
    add_lines,
    add_section,
    arrange,
    blank_form,
    change_line,
    move_line,
    move_section,
    remove_line,
    remove_section,
    rename_section,
)
from binhyen.indicators.rules.forms import FilledBy, FormContent
from binhyen.indicators.rules.plain import form_hash
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.findings import Forbidden, Refused
from tests.accounts.factories import AT, Land, a_land
from tests.indicators.cast import cell

pytestmark = pytest.mark.django_db
SESSIONS, PEOPLE, MODELS, TIPS = "propaganda_sessions", "propaganda_attendance", "models_total", "tips_received"


def actor(land: Land, role: Role, place: Any) -> Actor:
    number = list(Role).index(role) + place.place_id * 100
    return Actor(number, number, role, place.place_id, place.path, (place.path,))


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Actor:
    return actor(land, Role.PROVINCE_OFFICER, land.bac_ninh)


@pytest.fixture
def stranger(land: Land) -> Actor:
    return actor(land, Role.PROVINCE_OFFICER, land.other_province)


def asked(*codes: str) -> list[Asked]:
    found = [catalogue().indicators[code] for code in codes]
    return [Asked(one, {}) for one in found]


def begun(land: Land, hung: Actor, *codes: str) -> FormVersion:
    version = create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu  nhanh tháng"), by=hung, at=AT)
    content = add_lines(rename_section(content_of(version), "A", "Kết quả"), "A", asked(*codes), dims())
    return save_draft(version_id=version.pk, content=content, base=version.content_hash, by=hung, at=AT)


def published(land: Land, hung: Actor, *codes: str) -> FormVersion:
    draft = begun(land, hung, *(codes or (SESSIONS, PEOPLE)))
    return publish_version(version_id=draft.pk, base=draft.content_hash, by=hung, at=AT)


class Untouched:
    """What is in the database, to hold it against what is there after a refusal."""

    def __init__(self) -> None:
        self.rows = self._rows()

    def _rows(self) -> tuple[Any, ...]:
        versions = FormVersion.objects.order_by("pk").values_list("pk", "state", "content_hash", "template_id")
        return (list(versions), Form.objects.count(), Cell.objects.count(), Entry.objects.count())

    def check(self) -> None:
        assert self._rows() == self.rows


@pytest.fixture
def untouched(land: Land, hung: Actor) -> Iterator[Any]:
    """Give a function that runs a refused action and returns its code; nothing may have changed."""

    def refused(action: Any, **given: Any) -> str:
        before = Untouched()
        with pytest.raises((Refused, Forbidden)) as caught:
            action(**given)
        before.check()
        return caught.value.code

    return refused  # type: ignore[return-value]


# ------------------------------------------------------------------ beginning


def test_a_new_form_is_a_draft_that_the_log_knows(land: Land, hung: Actor) -> None:
    version = create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu  nhanh tháng"), by=hung, at=AT)
    assert version.state == FormState.DRAFT
    assert version.form.code == f"t{land.bac_ninh.place_id}-bieu-nhanh-thang"
    assert version.form.name == "Biểu nhanh tháng"
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.place_path) == (
        "indicators.create_form",
        version.pk,
        land.bac_ninh.path,
    )


def test_two_forms_of_one_name_have_two_codes(land: Land, hung: Actor) -> None:
    codes = [
        create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu tháng"), by=hung, at=AT).form.code for _ in range(3)
    ]
    assert len(set(codes)) == 3


def test_a_copy_has_the_lines_of_what_it_is_copied_from(land: Land, hung: Actor) -> None:
    source = install_shipped_forms(by=SYSTEM, at=AT)[0]
    made = create_form(wanted=NewForm(land.bac_ninh.place_id, "Bản của tỉnh", source), by=hung, at=AT)
    assert content_of(made) == content_of(source)


def test_forms_are_built_for_the_own_province_by_its_officers_alone(
    land: Land, stranger: Actor, untouched: Any
) -> None:
    wanted = NewForm(land.bac_ninh.place_id, "Biểu")
    assert untouched(create_form, wanted=wanted, by=stranger, at=AT) == "permission.elsewhere"
    for role in set(Role) - {Role.PROVINCE_OFFICER}:
        found = untouched(create_form, wanted=wanted, by=actor(land, role, land.bac_ninh), at=AT)
        assert found == "permission.role"


def test_a_form_without_a_name_is_refused(land: Land, hung: Actor, untouched: Any) -> None:
    wanted = NewForm(land.bac_ninh.place_id, "  ")
    assert untouched(create_form, wanted=wanted, by=hung, at=AT) == "indicators.form_unnamed"


# ------------------------------------------------------------------ writing


def test_a_draft_is_saved_with_its_trace(land: Land, hung: Actor) -> None:
    draft = begun(land, hung, SESSIONS, MODELS)
    stored = FormVersion.objects.get(pk=draft.pk)
    assert [line.key for line in content_of(stored).lines] == ["A1", "A2"]
    assert stored.content_hash == form_hash(content_of(stored))
    entry = Entry.objects.latest("id")
    assert entry.action == "indicators.save_draft"
    assert entry.data["hash"] == stored.content_hash


def test_two_officers_meet_and_nothing_is_overwritten(land: Land, hung: Actor, untouched: Any) -> None:
    draft = begun(land, hung, SESSIONS)
    first = replace(content_of(draft), title="Của người thứ nhất")
    second = replace(content_of(draft), title="Của người thứ hai")
    base = draft.content_hash
    save_draft(version_id=draft.pk, content=first, base=base, by=hung, at=AT)
    given: dict[str, Any] = {"version_id": draft.pk, "content": second, "base": base, "by": hung, "at": AT}
    assert untouched(save_draft, **given) == "indicators.draft_changed"
    assert FormVersion.objects.get(pk=draft.pk).title == "Của người thứ nhất"
    assert untouched(publish_version, version_id=draft.pk, base=base, by=hung, at=AT) == "indicators.draft_changed"


def test_what_no_form_may_hold_is_not_even_in_a_draft(land: Land, hung: Actor, untouched: Any) -> None:
    draft = begun(land, hung, SESSIONS)
    hidden = next(one for one in catalogue().indicators.values() if not one.in_forms)
    content = add_lines(content_of(draft), "A", [Asked(hidden, {})], dims())
    given: dict[str, Any] = {"version_id": draft.pk, "content": content, "base": draft.content_hash, "by": hung}
    assert untouched(save_draft, **given, at=AT) == "indicators.reader_only"


def test_tips_are_not_asked_of_residential_areas(land: Land, hung: Actor, untouched: Any) -> None:
    draft = begun(land, hung, TIPS)
    content = replace(content_of(draft), filled_by=FilledBy.RESIDENTIAL_AREA)
    given: dict[str, Any] = {"version_id": draft.pk, "content": content, "base": draft.content_hash, "by": hung}
    assert untouched(save_draft, **given, at=AT) == "indicators.below_its_floor"


def test_another_province_neither_writes_nor_publishes_nor_drops(
    land: Land, hung: Actor, stranger: Actor, untouched: Any
) -> None:
    draft = begun(land, hung, SESSIONS)
    base, content = draft.content_hash, content_of(draft)
    common: dict[str, Any] = {"version_id": draft.pk, "by": stranger, "at": AT}
    assert untouched(save_draft, content=content, base=base, **common) == "permission.elsewhere"
    assert untouched(publish_version, base=base, **common) == "permission.elsewhere"
    assert untouched(drop_draft, **common) == "permission.elsewhere"
    assert untouched(remove_template, **common) == "permission.elsewhere"
    assert untouched(begin_draft, form_id=draft.form_id, by=stranger, at=AT) == "permission.elsewhere"


# ------------------------------------------------------------------ publishing


def test_publishing_freezes_the_content_and_makes_its_cells(land: Land, hung: Actor) -> None:
    version = published(land, hung)
    assert version.state == FormState.PUBLISHED
    assert version.published_at == AT
    ids = cells_of(version)
    assert [str(key) for key in ids] == [SESSIONS, PEOPLE]
    assert set(cell_keys(ids.values()).values()) == set(ids)
    assert Entry.objects.latest("id").action == "indicators.publish_form"


def test_the_version_before_retires_and_stays_as_it_was(land: Land, hung: Actor) -> None:
    first = published(land, hung)
    before = first.content_hash
    draft = begin_draft(form_id=first.form_id, by=hung, at=AT)
    assert begin_draft(form_id=first.form_id, by=hung, at=AT) == draft
    content = add_lines(content_of(draft), "A", asked(MODELS), dims())
    saved = save_draft(version_id=draft.pk, content=content, base=draft.content_hash, by=hung, at=AT)
    second = publish_version(version_id=saved.pk, base=saved.content_hash, by=hung, at=AT)
    first.refresh_from_db()
    assert (first.state, first.content_hash, second.number) == (FormState.RETIRED, before, 2)
    assert published_version(second.form.code) == second
    assert published_version(second.form.code, on=AT) == second
    assert [(one.change, one.key) for one in changes(first, second)] == [(Change.ADDED, "A3")]


def test_a_published_version_never_changes(land: Land, hung: Actor, untouched: Any) -> None:
    version = published(land, hung)
    base = version.content_hash
    common: dict[str, Any] = {"version_id": version.pk, "by": hung, "at": AT}
    assert untouched(save_draft, content=content_of(version), base=base, **common) == "indicators.not_a_draft"
    assert untouched(publish_version, base=base, **common) == "indicators.not_a_draft"
    assert untouched(drop_draft, **common) == "indicators.not_a_draft"
    assert untouched(remove_template, **common) == "indicators.not_a_draft"


def test_an_unfinished_draft_is_not_published(land: Land, hung: Actor, untouched: Any) -> None:
    version = create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu"), by=hung, at=AT)
    given: dict[str, Any] = {"version_id": version.pk, "base": version.content_hash, "by": hung, "at": AT}
    assert untouched(publish_version, **given) == "indicators.without_lines"


def test_a_draft_that_changes_nothing_is_not_published(land: Land, hung: Actor, untouched: Any) -> None:
    draft = begin_draft(form_id=published(land, hung).form_id, by=hung, at=AT)
    given: dict[str, Any] = {"version_id": draft.pk, "base": draft.content_hash, "by": hung, "at": AT}
    assert untouched(publish_version, **given) == "indicators.nothing_changed"


def test_a_dropped_draft_leaves_what_was_published_and_nothing_of_what_was_not(land: Land, hung: Actor) -> None:
    first = published(land, hung)
    draft = begin_draft(form_id=first.form_id, by=hung, at=AT)
    drop_draft(version_id=draft.pk, by=hung, at=AT)
    assert list(FormVersion.objects.all()) == [first]
    lonely = create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu khác"), by=hung, at=AT)
    drop_draft(version_id=lonely.pk, by=hung, at=AT)
    assert list(Form.objects.all()) == [first.form]
    assert Entry.objects.latest("id").action == "indicators.drop_draft"


def test_shipped_forms_are_nobodys_to_change(land: Land, hung: Actor) -> None:
    shipped = install_shipped_forms(by=SYSTEM, at=AT)[0]
    with pytest.raises(Http404):
        begin_draft(form_id=shipped.form_id, by=hung, at=AT)
    with pytest.raises(Http404):
        save_draft(version_id=shipped.pk, content=content_of(shipped), base=shipped.content_hash, by=hung, at=AT)


# ------------------------------------------------------------------ shipped with the software


def test_shipped_forms_are_put_in_use_once(land: Land) -> None:
    first = install_shipped_forms(by=SYSTEM, at=AT)
    count = Entry.objects.count()
    assert install_shipped_forms(by=SYSTEM, at=AT) == first
    assert len(first) == len(shipped_forms())
    assert Entry.objects.count() == count == len(first)


def test_a_shipped_form_that_changed_becomes_a_new_version(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    install_shipped_forms(by=SYSTEM, at=AT)
    code, content = next(iter(shipped_forms().items()))
    changed = {code: replace(content, title="Tên khác")}
    monkeypatch.setattr("binhyen.indicators.actions.forms.shipped_forms", lambda: changed)
    made = install_shipped_forms(by=SYSTEM, at=AT)[0]
    assert made.number == 2
    assert [one.state for one in made.form.versions.order_by("number")] == [FormState.RETIRED, FormState.PUBLISHED]


def test_persons_do_not_install_shipped_forms(hung: Actor, untouched: Any) -> None:
    assert untouched(install_shipped_forms, by=hung, at=AT) == "indicators.not_the_instance"


def test_a_broken_shipped_form_is_refused(land: Land, monkeypatch: pytest.MonkeyPatch, untouched: Any) -> None:
    monkeypatch.setattr("binhyen.indicators.actions.forms.shipped_forms", lambda: {"x": blank_form("X")})
    assert untouched(install_shipped_forms, by=SYSTEM, at=AT) == "indicators.without_lines"


def test_cells_are_made_once(land: Land) -> None:
    keys = [cell(SESSIONS), cell("models_total|status=new"), cell(SESSIONS)]
    ids = ensure_cells(keys)
    assert ensure_cells(keys) == ids
    assert Cell.objects.count() == 2


# ------------------------------------------------------------------ the own file


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Số buổi tuyên truyền", None])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def evidence(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_DIR = tmp_path
    return tmp_path


@pytest.mark.usefixtures("evidence")
def test_the_own_file_stays_with_the_versions(land: Land, hung: Actor) -> None:
    draft = begun(land, hung, SESSIONS)
    kept = attach_template(
        version_id=draft.pk, upload=Upload(io.BytesIO(a_workbook()), "Biểu tỉnh.xlsx"), by=hung, at=AT
    )
    assert kept.template_name == "Biểu tỉnh.xlsx"
    first = publish_version(version_id=draft.pk, base=draft.content_hash, by=hung, at=AT)
    following = begin_draft(form_id=first.form_id, by=hung, at=AT)
    assert (following.template_id, following.template_name) == (first.template_id, "Biểu tỉnh.xlsx")
    bare = remove_template(version_id=following.pk, by=hung, at=AT)
    assert bare.template_id is None
    assert publish_version(version_id=bare.pk, base=bare.content_hash, by=hung, at=AT).number == 2


@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("biểu.pdf", b"%PDF-1.4", "indicators.template_type"),
        ("biểu.xls", b"x", "indicators.template_type"),
        ("biểu.xlsx", b"not a workbook", "files.type_refused"),
        ("biểu.xlsx", b"", "files.empty"),
    ],
)
def test_other_files_are_refused(land: Land, hung: Actor, untouched: Any, name: str, content: bytes, code: str) -> None:
    draft = begun(land, hung, SESSIONS)
    upload = Upload(io.BytesIO(content), name)
    assert untouched(attach_template, version_id=draft.pk, upload=upload, by=hung, at=AT) == code


# ------------------------------------------------------------------ who sees what


def test_drafts_are_seen_by_their_builders_alone(land: Land, hung: Actor, stranger: Actor) -> None:
    draft = begun(land, hung, SESSIONS)
    code = draft.form.code
    assert form_seen_by(hung, code).draft == draft
    others = [stranger, *(actor(land, role, land.bac_ninh) for role in set(Role) - {Role.PROVINCE_OFFICER})]
    for other in others:
        with pytest.raises(Http404):
            form_seen_by(other, code)
        assert forms_listed_for(other) == ()


def test_a_provinces_form_in_use_is_seen_in_the_province_and_nowhere_else(
    land: Land, hung: Actor, stranger: Actor
) -> None:
    version = published(land, hung)
    lan = actor(land, Role.COMMUNE_OFFICER, land.an_phu)
    assert form_seen_by(lan, version.form.code).current == version
    with pytest.raises(Http404):
        form_seen_by(stranger, version.form.code)
    begin_draft(form_id=version.form_id, by=hung, at=AT)
    assert form_seen_by(lan, version.form.code).draft is None
    assert form_seen_by(hung, version.form.code).draft is not None


def test_the_list_takes_one_query_and_one_form_another(
    land: Land, hung: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    install_shipped_forms(by=SYSTEM, at=AT)
    code = published(land, hung).form.code
    with django_assert_num_queries(1):
        seen = forms_listed_for(hung)
        assert len(seen) == len(shipped_forms()) + 1
        assert [one.shown.title for one in seen]
    with django_assert_num_queries(1):
        assert form_seen_by(hung, code).codes == {"A1", "A2"}


# ------------------------------------------------------------------ steps


def keys(content: FormContent) -> list[str]:
    return [f"{section.key}:{','.join(line.key for line in section.lines)}" for section in content.sections]


def two_sections() -> FormContent:
    form = add_section(blank_form("Mẫu"), "Thứ hai")
    form = add_lines(form, "A", asked(SESSIONS, PEOPLE), dims())
    return add_lines(form, "B", asked(MODELS), dims())


def test_lines_get_codes_that_were_never_given() -> None:
    form = two_sections()
    assert keys(form) == ["A:A1,A2", "B:B1"]
    shorter = remove_line(form, "A2")
    assert keys(add_lines(shorter, "A", asked("leaflets"), dims(), taken={"A2", "A7"})) == ["A:A1,A8", "B:B1"]
    assert add_lines(form, "B", asked(SESSIONS), dims()) == form


def test_a_split_line_is_named_by_its_values() -> None:
    split = Asked(catalogue().indicators[MODELS], {"status": "new"})
    line = add_lines(blank_form("Mẫu"), "A", [split], dims()).lines[0]
    assert line.cell == cell("models_total|status=new")
    assert line.label.endswith(": mới")
    assert line.unit == catalogue().indicators[MODELS].unit


@pytest.mark.parametrize(
    ("key", "step", "expected"),
    [
        ("A2", Step.UP, ["A:A2,A1", "B:B1"]),
        ("A1", Step.DOWN, ["A:A2,A1", "B:B1"]),
        ("A2", Step.DOWN, ["A:A1", "B:A2,B1"]),
        ("B1", Step.UP, ["A:A1,A2,B1", "B:"]),
        ("A1", Step.UP, ["A:A1,A2", "B:B1"]),
        ("B1", Step.DOWN, ["A:A1,A2", "B:B1"]),
    ],
)
def test_lines_move_by_one_place_and_over_the_edge(key: str, step: Step, expected: list[str]) -> None:
    assert keys(move_line(two_sections(), key, step)) == expected


def test_sections_move_and_empty_ones_are_taken_out() -> None:
    form = two_sections()
    assert [one.key for one in move_section(form, "A", Step.DOWN).sections] == ["B", "A"]
    assert move_section(form, "A", Step.UP) == form
    emptied = remove_line(form, "B1")
    assert [one.key for one in remove_section(emptied, "B").sections] == ["A"]
    assert [one.key for one in add_section(form, "C").sections] == ["A", "B", "C"]


def test_a_line_is_changed_in_its_place() -> None:
    changed = change_line(two_sections(), "A1", lambda line: replace(line, label="Khác"))
    assert [line.label for line in changed.lines][:1] == ["Khác"]
    assert keys(changed) == keys(two_sections())


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda form: arrange(form, {"A": ["A1"]}), "indicators.order_stale"),
        (lambda form: arrange(form, {"A": ["A1", "A2"], "Z": []}), "indicators.order_stale"),
        (lambda form: arrange(form, {"A": ["A1", "A1", "A2"]}), "indicators.order_stale"),
        (lambda form: remove_section(form, "A"), "indicators.section_has_lines"),
        (lambda form: remove_line(form, "Z1"), "indicators.no_line"),
        (lambda form: rename_section(form, "Z", "x"), "indicators.no_line"),
        (lambda form: move_section(form, "Z", Step.UP), "indicators.no_line"),
    ],
)
def test_steps_that_cannot_be_taken_are_refused(step: Any, code: str) -> None:
    with pytest.raises(Refused) as caught:
        step(two_sections())
    assert caught.value.code == code
