"""The progress report of a plan, drafted as an official letter."""

from datetime import datetime

from django.db import transaction

from binhyen.documents.actions import draft_letter
from binhyen.documents.models import Document
from binhyen.kernel.actors import Actor
from binhyen.plans.letters import progress_letter
from binhyen.plans.letters.desks import desk_for
from binhyen.plans.letters.progress import Added, progress_text
from binhyen.plans.models import YearPlan
from binhyen.plans.permissions import may_report


@transaction.atomic
def draft_progress_report(*, plan: YearPlan, added: Added, by: Actor, at: datetime) -> Document:
    """Draft the report on how far a plan has come, with what a person adds; officers edit it before it is issued.

    Forbidden to posts that do not cover the plan's place. Refused for what no letter may hold.
    """
    may_report(by, plan.place_path).require()
    text = progress_text(by, plan, added, at.date())
    letter = progress_letter(desk_for(plan.place_id, at.date()), text)
    return draft_letter(letter=letter, place_path=plan.place_path, by=by, at=at)
