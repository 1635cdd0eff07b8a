"""What the contents of the emulation movement say in a province, written down by its office."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.models import EmulationContent
from binhyen.plans.permissions import may_write_contents
from binhyen.plans.queries.emulation import contents_of
from binhyen.plans.rules.emulation import CONTENTS, LONGEST


@transaction.atomic
def write_contents(*, texts: Mapping[str, str], by: Actor, at: datetime) -> int:
    """Write down what contents say; what was said before stays with its time. Return how many changed.

    Forbidden to all but the province's office. Refused for a text that is too long.
    """
    may_write_contents(by).require()
    lock(f"plans.emulation.{by.place_id}")
    wanted = {number: " ".join(text.split()) for number, text in texts.items() if number in CONTENTS}
    known = contents_of(by.place_path)
    changed = {number: text for number, text in wanted.items() if text != known.get(number, "")}
    _refuse_long(changed)
    standing = EmulationContent.objects.filter(province_id=by.place_id, superseded_at=None)
    standing.filter(number__in=[int(number) for number in changed]).update(superseded_at=at)
    EmulationContent.objects.bulk_create(
        EmulationContent(
            province_id=by.place_id,
            number=int(number),
            text=text,
            recorded_at=at,
            by_account=by.account_id,
            by_post=by.post_id,
        )
        for number, text in changed.items()
        if text
    )
    deeds = [
        Deed("plans.content_written", "plans.emulation", by.place_id, by.place_path, {"number": number})
        for number in changed
    ]
    record_all(deeds, by=by, at=at)
    return len(changed)


def _refuse_long(texts: Mapping[str, str]) -> None:
    for number, text in texts.items():
        if len(text) > LONGEST:
            message = gettext_noop("At most %(longest)s signs; this has %(length)s. Shorten it.")
            params = {"longest": LONGEST, "length": len(text)}
            raise Refused(Finding("plans.content_too_long", message, params=params, where=f"content_{number}"))
