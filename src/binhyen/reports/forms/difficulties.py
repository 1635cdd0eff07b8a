"""Difficulties and proposals: raising one, the panel on a report's page, what the list is narrowed to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.kernel.actors import Actor
from binhyen.reports.actions.talking import Raised
from binhyen.reports.components.difficulties import DifficultyRow, difficulty_rows
from binhyen.reports.forms.overview import whole
from binhyen.reports.models import Difficulty, Report
from binhyen.reports.permissions import may, may_answer
from binhyen.reports.queries.difficulties import (
    ALL,
    HERE,
    LATE,
    MINE,
    DifficultyFilter,
    addressees_of,
    difficulties_of,
)
from binhyen.reports.rules.rights import Ability
from binhyen.reports.rules.threads import DIFFICULTY, DifficultyEvent, DifficultyKind, DifficultyState
from binhyen.ui.forms import DayField


class DifficultyForm(forms.Form):
    """A difficulty or proposal of a report."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[
            (DifficultyKind.DIFFICULTY.value, gettext_lazy("Difficulty: what hinders")),
            (DifficultyKind.PROPOSAL.value, gettext_lazy("Proposal: what is asked for")),
        ],
    )
    text = forms.CharField(
        label=gettext_lazy("What is it about?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("No names of people, no cases, nothing that is a state secret."),
    )
    addressee = forms.TypedChoiceField(label=gettext_lazy("Put to"), coerce=int)
    agency = forms.CharField(
        label=gettext_lazy("Department or agency, if one is meant"), required=False, max_length=120
    )
    due_on = DayField(label=gettext_lazy("Answer wanted by"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, report: Report) -> None:
        super().__init__(data, prefix="khokhan")
        self.fields["addressee"].choices = list(addressees_of(report).items())  # type: ignore[attr-defined]
        self.initial["addressee"] = report.reviewer_id

    def raised(self) -> Raised:
        """Return what is raised."""
        held = self.cleaned_data
        return Raised(DifficultyKind(held["kind"]), held["text"], held["addressee"], held["agency"], held["due_on"])


@dataclass(frozen=True, slots=True)
class DifficultyEntry:
    """A row with what this person may do to it now."""

    row: DifficultyRow
    answers: bool
    confirms: bool
    reopens: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """What a report's page shows of its difficulties; `form` where this person may raise another."""

    report: Report
    entries: Sequence[DifficultyEntry]
    form: DifficultyForm | None = None


def panel_of(actor: Actor, report: Report, today: date, form: DifficultyForm | None = None) -> Panel:
    """Return the panel for `reports/parts/difficulties.html`: `{% include … with panel=difficulties %}`.

    Four queries at most. `form` is one that was refused.
    """
    raises = may(actor, Ability.ENTER, report) or may(actor, Ability.ENTER_FOR, report)
    blank = form or (DifficultyForm(None, report) if raises else None)
    return Panel(report, entries_of(actor, difficulties_of(report), today), blank)


def entries_of(actor: Actor, difficulties: Sequence[Difficulty], today: date) -> list[DifficultyEntry]:
    """Return rows with what this person may do."""
    return [_entry(actor, row) for row in difficulty_rows(difficulties, today)]


def _entry(actor: Actor, row: DifficultyRow) -> DifficultyEntry:
    state = DifficultyState(row.difficulty.state)
    asks = bool(may(actor, Ability.ENTER, row.difficulty.report))
    answers = bool(may_answer(actor, row.difficulty.addressee_path))
    return DifficultyEntry(
        row,
        answers and DIFFICULTY.allows(state, DifficultyEvent.ANSWER),
        asks and DIFFICULTY.allows(state, DifficultyEvent.CONFIRM),
        asks and DIFFICULTY.allows(state, DifficultyEvent.REOPEN),
    )


def difficulty_filter(asked: Mapping[str, str]) -> DifficultyFilter:
    """Read what the list is narrowed to; words that mean nothing narrow nothing."""
    side, state, kind = asked.get("phia", ""), asked.get("trang_thai", ""), asked.get("loai", "")
    return DifficultyFilter(
        side if side in {HERE, MINE} else ALL,
        state if state == LATE or state in set(DifficultyState) else "",
        kind if kind in set(DifficultyKind) else "",
        whole(asked.get("dot")),
    )
