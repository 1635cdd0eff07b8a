"""Books: entries as packs write them down, with names for what later ones point at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from binhyen.kernel.amounts import Amount, exactly
from binhyen.registers.queries.declared import registers
from binhyen.workshop.queries import BOOKS, PROGRAMME, pack_data
from binhyen.workshop.rules.books import facts_of_row, rows_from_data, steps_of_row, written_on

TODAY = date(2026, 11, 5)
ROW: Mapping[str, Any] = {
    "register": "schemes.sites",
    "name": "site",
    "values": {"scheme": "@cameras", "name": "Điểm 1", "since": date(2026, 3, 2), "topics": ["fire", "theft"]},
    "amounts": {"members": "12"},
    "steps": [{"code": "counted", "on": date(2026, 6, 30), "amounts": {"members": "14"}, "note": "Đếm lại"}],
}


def read(_name: str, text: str) -> Amount:
    return exactly(int(text))


def test_an_entry_points_at_what_was_written_before() -> None:
    (row,) = rows_from_data([ROW])
    facts = facts_of_row(row, 9, {"cameras": 41}, read)
    assert (facts.place_id, facts.number("scheme"), facts.many("topics")) == (9, 41, ("fire", "theft"))
    assert facts.amounts == {"members": exactly(12)}


def test_a_name_that_nobody_has_is_no_entry() -> None:
    (row,) = rows_from_data([ROW])
    with pytest.raises(KeyError, match="cameras"):
        facts_of_row(row, 9, {}, read)


def test_steps_carry_their_amounts_and_words() -> None:
    (row,) = rows_from_data([ROW])
    (step,) = steps_of_row(row, {}, read)
    assert (step.code, step.on, step.amounts, step.note) == (
        "counted",
        date(2026, 6, 30),
        {"members": exactly(14)},
        "Đếm lại",
    )


def test_a_step_without_a_day_is_refused() -> None:
    (row,) = rows_from_data([{**ROW, "steps": [{"code": "counted", "on": "hôm qua"}]}])
    with pytest.raises(TypeError, match="a step has a day"):
        steps_of_row(row, {}, read)


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({}, date(2026, 6, 30)),
        ({"steps": []}, date(2026, 3, 2)),
        ({"written": date(2026, 10, 5)}, date(2026, 10, 5)),
        ({"steps": [], "values": {"since": date(2026, 12, 1)}}, TODAY),
    ],
)
def test_an_entry_is_written_when_the_last_of_it_had_happened(more: Mapping[str, Any], day: date) -> None:
    (row,) = rows_from_data([{**ROW, **more}])
    known = {"cameras": 41}
    assert written_on(row, facts_of_row(row, 9, known, read), steps_of_row(row, known, read), TODAY) == day


def rows_of(name: str) -> list[Mapping[str, Any]]:
    pack = pack_data(name)
    return [row for part in ("books", "agreed", "summed") for row in pack.get(part, ())]


@pytest.mark.parametrize("name", [BOOKS, PROGRAMME])
def test_a_pack_s_books_speak_of_fields_steps_and_names_that_are_there(name: str) -> None:
    known: set[str] = set()
    for row in rows_of(name):
        register = registers()[row["register"]]
        assert {*row["values"], *row.get("amounts", {})} <= register.by_name.keys()
        steps = [register.life.kind(step["code"]) for step in row.get("steps", ())]
        assert None not in steps
        pointed = {said[1:] for said in row["values"].values() if isinstance(said, str) and said.startswith("@")}
        assert pointed <= known
        known.add(row.get("name", ""))


def test_the_year_s_plan_has_tasks_in_every_state() -> None:
    tasks = [row for row in rows_of(BOOKS) if row["register"] == "plans.tasks"]
    life = registers()["plans.tasks"].life
    states = {
        life.state_after(steps_of_row(row, {}, read))
        for row in rows_from_data([{**row, "values": {}, "amounts": {}} for row in tasks])
    }
    assert len(tasks) == 25
    assert states == set(life.states)
