"""Two officers at one draft, two processes at the same cells, on PostgreSQL: SQLite has one writer."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from binhyen.indicators.actions.forms import (
    NewForm,
    begin_draft,
    create_form,
    ensure_cells,
    install_shipped_forms,
    save_draft,
)
from binhyen.indicators.models import Cell, Form, FormVersion
from binhyen.indicators.queries.forms import content_of, shipped_forms
from binhyen.kernel.actors import SYSTEM, Actor, Role
from tests.accounts.factories import AT, Land, a_land
from tests.races import MEETS, together

pytestmark = MEETS


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Actor:
    place = land.bac_ninh
    return Actor(1, 1, Role.PROVINCE_OFFICER, place.place_id, place.path, (place.path,))


def test_of_two_who_save_a_draft_the_second_is_refused(land: Land, hung: Actor) -> None:
    draft = create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu"), by=hung, at=AT)
    base, content = draft.content_hash, content_of(draft)

    def saved(title: str) -> Callable[[], object]:
        changed = replace(content, title=title)
        return lambda: save_draft(version_id=draft.pk, content=changed, base=base, by=hung, at=AT)

    assert together(saved("Một"), saved("Hai")) == ["done", "indicators.draft_changed"]
    assert FormVersion.objects.get().title in {"Một", "Hai"}


def test_two_who_begin_the_next_version_share_one_draft(land: Land, hung: Actor) -> None:
    form = create_form(wanted=NewForm(land.bac_ninh.place_id, "Biểu"), by=hung, at=AT).form
    FormVersion.objects.update(state="published")
    together(*(lambda: begin_draft(form_id=form.pk, by=hung, at=AT) for _ in range(2)))
    assert FormVersion.objects.filter(state="draft").count() == 1


def test_forms_of_one_name_made_at_once_have_two_codes(land: Land, hung: Actor) -> None:
    wanted = NewForm(land.bac_ninh.place_id, "Biểu")
    assert together(*(lambda: create_form(wanted=wanted, by=hung, at=AT) for _ in range(3))) == ["done"] * 3
    assert Form.objects.count() == 3


def test_cells_and_shipped_forms_are_made_once_by_two_at_once(land: Land) -> None:
    keys = shipped_forms()["phong-trao-nam"].cells
    assert together(lambda: ensure_cells(keys), lambda: ensure_cells(reversed(keys))) == ["done", "done"]
    assert Cell.objects.count() == len(keys)
    assert together(*(lambda: install_shipped_forms(by=SYSTEM, at=AT) for _ in range(2))) == ["done", "done"]
    assert FormVersion.objects.count() == len(shipped_forms())
