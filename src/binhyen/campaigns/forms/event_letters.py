"""What comes in about an event's letter: its subject, its sections, who gets it and who signs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.campaigns.letters.bodies import Issuing
from binhyen.campaigns.rules.wording import Section, Wording
from binhyen.documents.rules.content import LetterKind

_LINES = 3
_A_LINE = 90
"""Signs of a line of the form, by which its height is guessed."""
_MOST_LINES = 24


class LetterForm(forms.Form):
    """A letter as an officer edits it. `headings` are its sections; the first may have none."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    recipients = forms.CharField(
        label=gettext_lazy("Who gets a copy, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signer_title = forms.CharField(
        label=gettext_lazy("Signer's title"),
        help_text=gettext_lazy("Such as Chủ tịch, Phó Chủ tịch, Trưởng ban."),
        max_length=120,
    )
    signer_name = forms.CharField(label=gettext_lazy("Signer's name"), max_length=120)
    second_title = forms.CharField(
        label=gettext_lazy("Post in the agency"),
        help_text=gettext_lazy("Where a committee's signer writes it over the name."),
        max_length=200,
        required=False,
    )
    secretary = forms.CharField(label=gettext_lazy("Secretary"), max_length=120, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, kind: LetterKind, wording: Wording, bodies: Mapping[str, Issuing]
    ) -> None:
        super().__init__(data, initial=_initial(wording))
        self._headings = [one.heading for one in wording.sections]
        for number, one in enumerate(wording.sections):
            self.fields[f"s{number}"] = forms.CharField(
                label=one.heading or gettext("Opening"),
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": _height(one.text)}),
            )
        names = [(code, one.issuer.name) for code, one in bodies.items()]
        self.fields["body"] = forms.ChoiceField(label=gettext("In whose name"), choices=names)
        if kind is not LetterKind.MINUTES:
            del self.fields["secretary"]
        sections = [f"s{number}" for number in range(len(self._headings))]
        self.order_fields(["body", "subject", *sections])

    @property
    def sections(self) -> list[forms.BoundField]:
        """The sections in order."""
        return [self[f"s{number}"] for number in range(len(self._headings))]

    @property
    def signing(self) -> list[forms.BoundField]:
        """Who gets it and who signs."""
        names = ("recipients", "signer_title", "signer_name", "second_title", "secretary")
        return [self[name] for name in names if name in self.fields]

    def wording(self) -> Wording:
        """Return the words of a valid form."""
        given = self.cleaned_data
        return Wording(
            given["subject"].strip(),
            tuple(Section(one, _plain(given[f"s{number}"])) for number, one in enumerate(self._headings)),
            tuple(line.strip() for line in given["recipients"].splitlines() if line.strip()),
            given["signer_title"],
            given["signer_name"],
            given["second_title"],
            given.get("secretary", ""),
        )


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _height(text: str) -> int:
    lines = sum(1 + len(line) // _A_LINE for line in text.splitlines())
    return min(max(lines + 1, _LINES), _MOST_LINES)


def _initial(wording: Wording) -> dict[str, object]:
    return {
        "subject": wording.subject,
        "recipients": "\n".join(wording.recipients),
        "signer_title": wording.signer_title,
        "signer_name": wording.signer_name,
        "second_title": wording.second_title,
        "secretary": wording.secretary,
        **{f"s{number}": one.text for number, one in enumerate(wording.sections)},
    }
