"""A form on paper: its official table and its page, filled in or blank."""

import pytest

from binhyen.indicators.letters import Masthead, official_page, official_table
from binhyen.indicators.queries.forms import shipped_forms
from binhyen.kernel.amounts import NOTHING, Bound, exactly, roughly

pytestmark = pytest.mark.django_db


def test_the_official_table_says_zero_nothing_and_empty_differently() -> None:
    form = shipped_forms()["phong-trao-thang"]
    cells = form.cells
    values = {cells[0]: exactly(0), cells[1]: NOTHING, cells[2]: roughly(200, Bound.OVER), cells[3]: exactly(1234)}
    rows = [row for row in official_table(form, values) if not row.heading]
    assert [row.value for row in rows[:5]] == ["0", "KPS", "hơn 200", "1.234", ""]
    assert [row.code for row in rows] == [line.key for line in form.lines]


def test_a_filled_page_bears_its_head_and_a_blank_one_dots() -> None:
    form = shipped_forms()["phong-trao-thang"]
    blank = official_page(form)
    assert "……" in blank.head.agency
    assert "……" in blank.period
    head = Masthead("UBND XÃ AN PHÚ", "UBND TỈNH BẮC NINH", "An Phú, ngày 05 tháng 11 năm 2026", "Tháng 11 năm 2026")
    page = official_page(form, {form.cells[0]: exactly(3)}, head, {form.cells[0]: "đến ngày 14/11"})
    assert (page.period, page.head.superior) == ("Tháng 11 năm 2026", "UBND TỈNH BẮC NINH")
    assert (page.rows[1].value, page.rows[1].note) == ("3", "đến ngày 14/11")
