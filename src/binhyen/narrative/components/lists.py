"""Lists of written reports, what a person may do with one, two texts that met."""

from collections.abc import Iterable
from dataclasses import dataclass

from binhyen.accounts.models import Post
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import parse_period
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.permissions import may_bring_signed, may_change, may_sign, may_submit, may_withdraw
from binhyen.narrative.queries.figures import NotAccepted
from binhyen.narrative.queries.reports import Kept
from binhyen.narrative.rules.lifecycle import TextState
from binhyen.narrative.writer.facts import period_words
from binhyen.narrative.writer.shelf import templates
from binhyen.reports.components.words import period_name, state_word
from binhyen.reports.rules.addresses import collection
from binhyen.reports.rules.lifecycle import State
from binhyen.ui.components.parts import Side

LOOKS = {
    TextState.DRAFT: ("draft", gettext_noop("draft")),
    TextState.SUBMITTED: ("sent", gettext_noop("before its signer")),
    TextState.SIGNED: ("met", gettext_noop("signed")),
    TextState.DROPPED: ("none", gettext_noop("dropped")),
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row of the list."""

    report: WrittenReport
    name: str
    period: str
    look: str
    state: str


def listed(reports: Iterable[WrittenReport]) -> list[ReportLine]:
    """Return reports as rows."""
    return [line_of(one) for one in reports]


def line_of(report: WrittenReport) -> ReportLine:
    """Return a report with its name, the words for its period and its state."""
    template = templates().get(report.template)
    look, state = LOOKS[TextState(report.state)]
    words = period_words(parse_period(report.period))
    return ReportLine(report, template.name if template else report.template, words, look, state)


@dataclass(frozen=True, slots=True)
class Doors:
    """What a person may do with a report."""

    line: ReportLine
    change: Decision
    submit: Decision
    withdraw: Decision
    sign: Decision
    bring_signed: Decision


def doors_of(actor: Actor, kept: Kept) -> Doors:
    """Return what a person may do with a report."""
    report, signed = kept.report, kept.draft.template.signed
    return Doors(
        line_of(report),
        may_change(actor, report),
        may_submit(actor, report, signed=signed),
        may_withdraw(actor, report),
        may_sign(actor, report),
        may_bring_signed(actor, report),
    )


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Reports that wait to be accepted, as one line with the page that lists them."""

    name: str
    state: str
    reports: int
    href: str


def waiting_rows(found: NotAccepted) -> list[WaitingRow]:
    """Say in which reports the figures stand that are not accepted yet, form by form."""
    return [
        WaitingRow(
            f"{one.form}, {period_name(one.period)}",
            state_word(State(one.state)),
            one.reports,
            collection(one.collection_id, {"trang_thai": one.state}),
        )
        for one in found.reports
    ]


@dataclass(frozen=True, slots=True)
class Met:
    """Two texts that met, with the version that stands now."""

    theirs: Side
    yours: Side
    version: int


def met_sides(finding: Finding) -> Met:
    """Return what a conflict carries, for the page. One query."""
    said = finding.params
    post = int(str(said["their_post"]))
    title = Post.objects.filter(pk=post).values_list("title", flat=True).first() or "–"
    time = said["their_time"]
    theirs = Side(str(said["theirs"]), title, time)  # type: ignore[arg-type]  # params hold any value
    return Met(theirs, Side(str(said["yours"]), ""), int(str(said["version"])))
