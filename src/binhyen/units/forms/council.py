"""What comes in about a council: what is put to its vote, and counts from signed minutes; for every storey."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.files.actions import receive
from binhyen.kernel.actors import Actor
from binhyen.units.actions.votes import PaperBallot
from binhyen.units.models import Meeting
from binhyen.units.rules.voting import Tally

_TITLE = 300


class PutForm(forms.Form):
    """The meeting that votes, and the question."""

    meeting = forms.TypedChoiceField(label=gettext_lazy("Meeting"), coerce=int)
    title = forms.CharField(label=gettext_lazy("Question put to the vote"), max_length=_TITLE)

    def __init__(self, data: Any, meetings: Sequence[Meeting], **more: Any) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data, **more)
        self._meetings = {one.pk: one for one in meetings}
        field = self.fields["meeting"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.pk, one.subject) for one in meetings]

    @property
    def chosen(self) -> Meeting:
        """The meeting of a valid form."""
        return self._meetings[self.cleaned_data["meeting"]]


class PaperVoteForm(PutForm):
    """Counts and the signed scan of minutes on paper."""

    in_favour = forms.IntegerField(label=gettext_lazy("For"), min_value=0)
    against = forms.IntegerField(label=gettext_lazy("Against"), min_value=0)
    abstained = forms.IntegerField(label=gettext_lazy("Abstained"), min_value=0)
    recused = forms.IntegerField(label=gettext_lazy("Stood aside"), min_value=0, initial=0)
    minutes = forms.FileField(label=gettext_lazy("Signed minutes, scanned"))

    def ballot(self, by: Actor, at: datetime) -> PaperBallot:
        """Return the vote of a valid form; the scan is examined and kept. Refused as files are."""
        given, sent = self.cleaned_data, self.cleaned_data["minutes"]
        tally = Tally(given["in_favour"], given["against"], given["abstained"])
        received = receive(stream=sent, name=sent.name or "", hint=sent.content_type or "", by=by, at=at)
        return PaperBallot(given["title"], tally, received.blob, given["recused"])
