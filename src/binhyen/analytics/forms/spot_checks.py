"""Drawing a spot check, and what was typed as its findings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.analytics.actions.spot_checks import UnitFinding
from binhyen.analytics.models import SpotUnit
from binhyen.analytics.rules.spot_checks.drawing import LONGEST_SEED
from binhyen.analytics.rules.spot_checks.estimating import Verdict
from binhyen.recognition.models import Round
from binhyen.ui.forms import DayField


class DrawForm(forms.Form):
    """What is drawn from, by which seed, and how many."""

    round = forms.TypedChoiceField(label=gettext_lazy("Year of recognition"), coerce=int)
    asked = forms.IntegerField(
        label=gettext_lazy("How many units"),
        min_value=1,
        help_text=gettext_lazy("100 units tell a share to about 6 percentage points, 400 to about 3."),
    )
    seed = forms.CharField(
        label=gettext_lazy("Seed of the lots"),
        max_length=LONGEST_SEED,
        help_text=gettext_lazy(
            "Figures or words that nobody could choose on purpose: throw dice in the meeting, or take a number that is "
            "drawn in public. They are written down with the list."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None, rounds: Sequence[Round]) -> None:
        super().__init__(data)
        self.fields["round"].choices = [(one.pk, _round_word(one)) for one in rounds]  # type: ignore[attr-defined]


def _round_word(one: Round) -> str:
    recognised = getattr(one, "recognised", 0)
    return gettext("%(year)s: %(units)s units recognised") % {"year": one.year, "units": recognised}


class FoundOnForm(forms.Form):
    """The day on which units were looked at."""

    found_on = DayField(label=gettext_lazy("Looked at on"))


def typed_findings(data: Mapping[str, str], units: Sequence[SpotUnit]) -> dict[int, tuple[str, str]]:
    """Read verdict and note of each drawn unit; words that are no verdict count as none."""
    read = {}
    for unit in units:
        verdict = data.get(f"verdict{unit.pk}", "")
        read[unit.pk] = (verdict if verdict in set(Verdict) else "", data.get(f"note{unit.pk}", "").strip())
    return read


def changed_findings(
    typed: Mapping[int, tuple[str, str]], units: Sequence[SpotUnit], found_on: date
) -> list[UnitFinding]:
    """Return what differs from what is recorded; the day of the others stays."""
    known = {unit.pk: (unit.verdict, unit.note) for unit in units}
    return [
        UnitFinding(number, Verdict(verdict), found_on, note)
        for number, (verdict, note) in typed.items()
        if verdict and (verdict, note) != known[number]
    ]
