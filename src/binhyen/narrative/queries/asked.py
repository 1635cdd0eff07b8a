"""What written reports ask of people: a signature, or a draft mended."""

from collections.abc import Iterable

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.rules.addresses import written_report
from binhyen.narrative.rules.lifecycle import TextState
from binhyen.narrative.rules.rights import SIGNERS, WRITERS
from binhyen.narrative.writer.shelf import templates

GROUP = "narrative"


def asked_of_written(actor: Actor) -> Iterable[Duty]:
    """List reports of the post's own place that wait for its signature, or came back to be mended: one query."""
    if actor.role in SIGNERS:
        rows = WrittenReport.objects.filter(state=TextState.SUBMITTED)
        title = gettext_noop("Sign “%(report)s”, %(period)s")
    elif actor.role in WRITERS:
        rows = WrittenReport.objects.filter(state=TextState.DRAFT).exclude(return_reason="")
        title = gettext_noop("Mend “%(report)s”, %(period)s: it was sent back")
    else:
        return
    for one in rows.filter(place_path__in=actor.scopes).order_by("changed_at", "pk"):
        yield _duty(one, title)


def _duty(report: WrittenReport, title: str) -> Duty:
    template = templates().get(report.template)
    name = template.name if template else report.template
    return Duty(
        code=f"narrative.{report.state}",
        title=title,
        link=written_report(report.pk),
        group=GROUP,
        state="sent" if report.state == TextState.SUBMITTED else "returned",
        params={"report": name, "period": report.period},
    )
