"""Registration in the first quarter, late registration by the office, units that ceased to exist."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.actions.work import Work, each, gate, log, only, store, take
from binhyen.recognition.models import Dossier
from binhyen.recognition.permissions import may, writes_on_behalf
from binhyen.recognition.rules.lifecycle import Event
from binhyen.recognition.rules.rights import Ability

_FIRST_QUARTER = "TT 124/2021/TT-BCA, Đ4.1, Đ5.1, Đ6.1"
_COLUMNS = ("state", "registered_on", "late_reason", "on_behalf")


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration: the day on the signed paper, and why it comes late."""

    signed_on: date
    late_reason: str = ""


def register(*, dossier_id: int, registration: Registration, by: Actor, at: datetime) -> Dossier:
    """Register a unit. Refused for a day to come or of another year, twice, and late without office and reason."""
    return only(_register([dossier_id], registration, by=by, at=at)).dossier


def register_many(*, dossier_ids: Iterable[int], registration: Registration, by: Actor, at: datetime) -> int:
    """Register units from signed papers of one day: all or none, each by the rule of `register`."""
    return len(_register(dossier_ids, registration, by=by, at=at))


@transaction.atomic
def _register(ids: Iterable[int], registration: Registration, *, by: Actor, at: datetime) -> list[Work]:
    works = take(ids, gate(Ability.REGISTER), by=by)
    today = timezone.localdate(at)
    each(works, lambda work: _enter(work, registration, today, by))
    store(works, _COLUMNS)
    log(works, "register", by=by, at=at, data={"signed_on": registration.signed_on.isoformat()})
    return works


def _enter(work: Work, registration: Registration, today: date, by: Actor) -> None:
    signed, dossier = registration.signed_on, work.dossier
    if signed > today or signed.year != dossier.round.year:
        message = gettext_noop("A registration for %(year)s can't be dated %(day)s.")
        params = {"year": str(dossier.round.year), "day": short_date(signed)}
        raise Refused(Finding("recognition.registration_date", message, params=params, where="signed_on"))
    late = max(signed, today) > work.settings.registration_by
    if late:
        _late(work, registration, by)
    work.move(Event.REGISTER)
    dossier.registered_on = signed
    dossier.late_reason = registration.late_reason.strip() if late else ""
    dossier.on_behalf = writes_on_behalf(by, dossier)


def _late(work: Work, registration: Registration, by: Actor) -> None:
    may(by, Ability.REGISTER_LATE, work.dossier).require()
    if not registration.late_reason.strip():
        message = gettext_noop("Registration ended on %(day)s: a late one needs a reason.")
        params = {"day": short_date(work.settings.registration_by)}
        raise Refused(
            Finding(
                "recognition.late_without_reason", message, params=params, where="late_reason", source=_FIRST_QUARTER
            )
        )


@transaction.atomic
def close_registration(*, dossier_ids: Iterable[int], by: Actor, at: datetime) -> int:
    """Mark units that did not register. Refused before the last day of registration has passed."""
    works = take(dossier_ids, gate(Ability.REGISTER_LATE), by=by)
    today = timezone.localdate(at)
    each(works, lambda work: _miss(work, today))
    store(works, ("state",))
    log(works, "miss_registration", by=by, at=at)
    return len(works)


def _miss(work: Work, today: date) -> None:
    last = work.settings.registration_by
    if today <= last:
        message = gettext_noop("Registration runs until %(day)s.")
        raise Refused(Finding("recognition.registration_open", message, params={"day": short_date(last)}))
    work.move(Event.MISS_REGISTRATION)


@transaction.atomic
def withdraw_dossier(*, dossier_id: int, reason: str, by: Actor, at: datetime) -> Dossier:
    """Take a unit that ceased to exist out of the round. Refused without a reason, and after submission."""
    work = only(take([dossier_id], gate(Ability.WITHDRAW), by=by))
    if not reason.strip():
        raise Refused(Finding("recognition.no_reason", gettext_noop("A reason is needed."), where="reason"))
    work.move(Event.WITHDRAW)
    work.dossier.late_reason = reason.strip()
    store([work], ("state", "late_reason"))
    log([work], "withdraw", by=by, at=at)
    return work.dossier
