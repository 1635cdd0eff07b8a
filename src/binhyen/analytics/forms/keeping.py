"""What is kept as a board, and with whom it is shared."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy

from binhyen.analytics.rules.keeping import LONGEST_ADDRESS, LONGEST_AGENCY, LONGEST_NAME, With, read_with
from binhyen.database.fields import GREATEST_ID


class SaveBoardForm(forms.Form):
    """A name for the page that is open."""

    name = forms.CharField(label=gettext_lazy("Name of the board"), max_length=LONGEST_NAME)
    address = forms.CharField(max_length=LONGEST_ADDRESS, widget=forms.HiddenInput)


class ShareBoardForm(forms.Form):
    """With whom a board is shared."""

    whom = forms.CharField(label=gettext_lazy("Share with"), max_length=LONGEST_AGENCY + 10)

    def clean_whom(self) -> With:
        """Read whom the choice names."""
        found = read_with(self.cleaned_data["whom"])
        if found is None:
            raise Http404
        return found


class UnshareBoardForm(forms.Form):
    """A share that is taken back."""

    share = forms.IntegerField(min_value=1, max_value=GREATEST_ID)
