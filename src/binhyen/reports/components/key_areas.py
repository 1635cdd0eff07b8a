"""Key areas as rows: how many a commune has by which plan until when. No area has a name, or a place on a map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.reports.components.words import Chip
from binhyen.reports.queries.key_areas import Plan, names_of_communes
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.ui.components.parts import Knot

KIND_NAMES: Mapping[str, str] = {
    "residential_area": gettext_noop("Residential areas"),
    "commune": gettext_noop("Whole communes"),
    "ward": gettext_noop("Whole wards"),
    "special_zone": gettext_noop("Whole special zones"),
    "route": gettext_noop("Routes and stretches"),
    "other": gettext_noop("Other areas"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan of one commune."""

    plan: Plan
    commune: str
    kind: str
    chip: Chip
    counted: int
    """What the page's number counts of it: areas on the day, or those taken off in the period."""
    wants_result: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of key areas counts: areas on the last day, or, with `taken_off`, those taken off since the first."""

    first: date
    last: date
    taken_off: bool = False

    def of(self, plan: Plan) -> int:
        """Return what it counts of a plan."""
        return plan.transformed(self.first, self.last) if self.taken_off else plan.standing(self.last)


def plan_rows(found: Iterable[Plan], asked: Asked, today: date) -> list[PlanRow]:
    """Return rows, those whose plan ended without a result first, then by commune: two queries for the names."""
    listed = list(found)
    names = names_of_communes((one.newest.place_id for one in listed), today)
    rows = [_row(one, names.get(one.newest.place_id, ""), asked, today) for one in listed]
    return sorted(rows, key=lambda row: (not row.wants_result, row.commune, row.plan.newest.ends_on))


def _row(plan: Plan, commune: str, asked: Asked, today: date) -> PlanRow:
    wants = plan.wants_result(today)
    return PlanRow(plan, commune, kind_name(plan.newest.unit_kind), _chip(plan, today), asked.of(plan), wants)


def kind_name(kind: str) -> str:
    """Name a kind of area."""
    return gettext(KIND_NAMES[kind]) if kind in KIND_NAMES else kind


def _chip(plan: Plan, today: date) -> Chip:
    if plan.wants_result(today):
        return Chip("late", gettext("Ended, no result yet"))
    if plan.newest.ends_on < today:
        return Chip("closed", gettext("Ended"))
    if plan.newest.valid_from > today:
        return Chip("waiting", gettext("Not begun"))
    return Chip("active", gettext("In force"))


def history_knots(plan: Plan) -> list[Knot]:
    """Return what was written down of a plan, oldest first: one query."""
    posts = titles_of_posts(row.by_post for row in plan.rows)
    return [
        Knot(
            gettext("%(amount)s areas, %(taken)s taken off, plan until %(day)s")
            % {"amount": row.amount, "taken": row.transformed, "day": short_date(row.ends_on)},
            posts.get(row.by_post, ""),
            row.recorded_at,
            look="now" if row.superseded_at is None else "done",
        )
        for row in plan.rows
    ]
