"""What comes in about decisions: the day, who pays, the number of one issued elsewhere, amounts the law leaves open."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.awards.actions.deciding import Paper
from binhyen.awards.letters import desk_of
from binhyen.awards.registers.shared import SOURCES
from binhyen.awards.rules.deciding import Ruling
from binhyen.files.actions import receive
from binhyen.kernel.actors import Actor
from binhyen.ui.forms import DayField


class DecideForm(forms.Form):
    """One decision over the chosen proposals. `open_amounts` are those whose money the law leaves open."""

    on = DayField(label=gettext_lazy("Date of the decision"))
    budget_source = forms.ChoiceField(label=gettext_lazy("Source of the money"), required=False)
    symbol = forms.CharField(label=gettext_lazy("Number and sign of the decision"), max_length=80, required=False)
    scan = forms.FileField(label=gettext_lazy("Signed scan of the e-office"), required=False)
    late_reason = forms.CharField(
        label=gettext_lazy("Why the number is taken late"),
        help_text=gettext_lazy("Needed where the date lies before that of the last number."),
        max_length=500,
        required=False,
    )

    def __init__(self, data: Any, today: date, open_amounts: Sequence[int], *, signs: bool, **more: Any) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data, initial={"on": today}, **more)
        self.signs = signs
        self.fields["symbol"].required = not signs
        if signs:
            self.fields["symbol"].help_text = gettext("Leave empty to take the next number of our own register.")
        else:
            del self.fields["scan"], self.fields["late_reason"]
        source = self.fields["budget_source"]
        if isinstance(source, forms.ChoiceField):
            source.choices = [("", "–"), *((code, gettext(name)) for code, name in SOURCES.items())]
        for record_id in open_amounts:
            self.fields[f"amount-{record_id}"] = forms.IntegerField(
                label=gettext("Reward (đồng)"), min_value=0, required=False
            )
        self._open = open_amounts

    def amount_fields(self) -> dict[int, forms.BoundField]:
        """Return the fields of open amounts by proposal."""
        return {record_id: self[f"amount-{record_id}"] for record_id in self._open}

    def ruling(self) -> Ruling:
        """Return the ruling of a valid form."""
        given = self.cleaned_data
        amounts = {one: given[f"amount-{one}"] for one in self._open if given.get(f"amount-{one}") is not None}
        return Ruling(given["on"], given["budget_source"], amounts)

    def paper(self, by: Actor, at: datetime) -> Paper:
        """Return the paper of a valid form; a scan is examined and kept. Refused as files are."""
        given = self.cleaned_data
        if not self.signs:
            return Paper(symbol=given["symbol"])
        sent = given.get("scan")
        blob = None
        if sent:
            blob = receive(stream=sent, name=sent.name or "", hint=sent.content_type or "", by=by, at=at).blob
        return Paper(desk_of(by, given["on"]), given["symbol"], blob, given["late_reason"])
