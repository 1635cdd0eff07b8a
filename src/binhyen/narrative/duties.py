"""What this storey asks of people: texts to be decided before they are forgotten, reports to be signed or mended."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.narrative.queries.asked import GROUP, asked_of_written
from binhyen.narrative.queries.incoming import texts_open_to
from binhyen.narrative.rules.addresses import incoming_text


def texts(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List the texts that wait for a person's decision; each is deleted on its day."""
    for one in texts_open_to(actor, timezone.localdate(now)):
        yield Duty(
            code="narrative.text",
            title=gettext_noop("Decide over the figures of “%(name)s”"),
            link=incoming_text(one.pk),
            group=GROUP,
            due=one.forget_on,
            reason=gettext_noop("On this day the text is deleted, confirmed or not."),
            params={"name": one.name or gettext("Pasted text")},
        )


def written(actor: Actor, now: datetime) -> Iterable[Duty]:  # noqa: ARG001 - the port's signature
    """List the reports that wait for a signature or for mending."""
    return asked_of_written(actor)


DUTIES: tuple[DutySource, ...] = (texts, written)
"""Gathered by `desk` at start-up."""
