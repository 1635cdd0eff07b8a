"""What is kept as a board, and with whom it is shared."""

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.analytics.rules.keeping import LONGEST_ADDRESS, LONGEST_NAME
from binhyen.database.fields import GREATEST_ID


class SaveBoardForm(forms.Form):
    """A name for the page that is open."""

    name = forms.CharField(label=gettext_lazy("Name of the board"), max_length=LONGEST_NAME)
    address = forms.CharField(max_length=LONGEST_ADDRESS, widget=forms.HiddenInput)


class ShareBoardForm(forms.Form):
    """A post that a board is shared with, or taken back from."""

    post = forms.IntegerField(label=gettext_lazy("Post"), min_value=1, max_value=GREATEST_ID)
