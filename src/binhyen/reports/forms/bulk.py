"""What is done to many reports of a collection at once: what was ticked, what stands in the way, what is asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.reports.forms.overview import report_filter
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.overview import places_of, reports_listed
from binhyen.reports.queries.receiving import Notice, notices_of
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.lifecycle import Standing
from binhyen.ui.forms import DayField

MOST = 5_000
_DIGITS = 18
Ask = Callable[[Actor, Report, tuple[str, ...]], Decision]


class BulkForm(forms.Form):
    """What is asked before something is done to many."""


class ReasonForm(BulkForm):
    """A reason that everybody who sees the report reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=True
    )


class LaterForm(ReasonForm):
    """A later day with its reason."""

    field_order = ["due_on", "reason"]
    due_on = DayField(label=gettext_lazy("New last day"))


class StandingForm(ReasonForm):
    """Whether reports are expected, with the reason."""

    field_order = ["standing", "reason"]
    standing = forms.ChoiceField(
        label=gettext_lazy("From now on"),
        choices=[
            (Standing.EXEMPT.value, gettext_lazy("exempt: no report is expected this time")),
            (Standing.NOT_APPLICABLE.value, gettext_lazy("not applicable: the form does not concern it")),
            (Standing.EXPECTED.value, gettext_lazy("expected again")),
        ],
        widget=forms.RadioSelect,
        initial=Standing.EXEMPT.value,
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """A report to which it can be done, with what is worth a look before."""

    report: Report
    notice: Notice


@dataclass(frozen=True, slots=True)
class Blocked:
    """A report to which it cannot be done, and why."""

    report: Report
    why: Decision


@dataclass(frozen=True, slots=True)
class Sorted:
    """Chosen reports: those that cannot, those worth a look, and the others."""

    blocked: Sequence[Blocked]
    noticed: Sequence[Ready]
    plain: Sequence[Ready]

    @property
    def ready(self) -> list[Report]:
        """Everything that it can be done to."""
        return [one.report for one in (*self.noticed, *self.plain)]

    @property
    def packed(self) -> str:
        """The reports with the versions that were looked at, as one field of the form."""
        return " ".join(f"{one.pk}.{one.version}" for one in self.ready)


def chosen_of(actor: Actor, collection: Collection, data: QueryDict, today: date) -> list[Report]:
    """Return the ticked reports, or all of the list that they were ticked in."""
    if data.get("whole") == "1":
        asked = QueryDict(data.get("query", "")[:2000]).dict()
        wanted = report_filter(_words(asked), places_of(collection), collection.province_path)
        return list(reports_listed(actor, collection, today, wanted)[:MOST])
    ids = numbers(data.getlist("row"))
    everything = report_filter({}, {}, collection.province_path)
    return list(reports_listed(actor, collection, today, everything).filter(pk__in=ids[:MOST]))


def _words(asked: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in asked.items()}


def sorted_out(actor: Actor, reports: Iterable[Report], ask: Ask, today: date, *, look: bool) -> Sorted:
    """Sort chosen reports by whether it can be done; `look` asks what is worth a look before accepting."""
    delegated = delegated_paths(actor, today)
    asked = [(one, ask(actor, one, delegated)) for one in reports]
    able = [one for one, decision in asked if decision]
    notices = notices_of(able) if look else {}
    ready = [Ready(one, notices.get(one.pk, Notice())) for one in able]
    return Sorted(
        [Blocked(one, decision) for one, decision in asked if not decision],
        [one for one in ready if one.notice],
        [one for one in ready if not one.notice],
    )


def confirmed(data: QueryDict) -> dict[int, int]:
    """Read which reports are confirmed, with the versions that were looked at; those left out are not."""
    left = set(numbers(data.getlist("leave")))
    pairs = [word.partition(".") for word in data.get("picked", "").split()[:MOST]]
    found = {int(one): int(version) for one, _, version in pairs if _is_number(one) and _is_number(version)}
    return {pk: version for pk, version in found.items() if pk not in left}


def numbers(words: Iterable[str]) -> list[int]:
    """Read ids; words that are none are left out."""
    return [int(word) for word in words if _is_number(word)]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= _DIGITS
