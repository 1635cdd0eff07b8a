"""The course of one dossier, its trail in words, and the check before submitting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.audit.models import Entry
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.components.dossier import short_id
from binhyen.recognition.models import Dossier
from binhyen.recognition.queries.dossiers import DossierPage
from binhyen.recognition.rules.lifecycle import DecisionKind, State
from binhyen.recognition.rules.settings import RoundSettings
from binhyen.ui.components.parts import Knot
from binhyen.ui.components.sentences import sentence

_BEFORE = (State.OPENED, State.REGISTERED, State.NOT_REGISTERED)
_WRITING = (State.ASSESSING, State.RETURNED)

_ENDS = {
    DecisionKind.RECOGNISE: gettext_noop("Recognised by decision %(symbol)s"),
    DecisionKind.REFUSE: gettext_noop("Not recognised by decision %(symbol)s"),
    DecisionKind.REVOKE: gettext_noop("Revoked by decision %(symbol)s"),
    DecisionKind.APPEAL_UPHELD: gettext_noop("Appeal upheld by decision %(symbol)s"),
    DecisionKind.APPEAL_DISMISSED: gettext_noop("Appeal dismissed by decision %(symbol)s"),
}


def course_of(page: DossierPage, settings: RoundSettings) -> list[Knot]:
    """Return the way of a dossier: what was, what is, what is to come.

    Notes and grounds speak of criteria, so only those who see criteria read them.
    """
    found = page.dossier
    knots = [_registration(found, settings), _assessment(found)]
    knots += [Knot(_later(one.due_on), note=one.reason) for one in page.extensions]
    knots.append(_sent(found, told=page.evaluation is not None))
    knots.append(_knot(gettext("Appraised"), found.appraised_at, now=found.state == State.SUBMITTED))
    if settings.council_required:
        voted = found.state in (State.VOTED, State.DECIDED)
        look = "done" if voted else "now" if found.state == State.APPRAISED else "todo"
        knots.append(Knot(gettext("The council votes"), look=look))
    return [*knots, *_decisions(page, settings)]


def _knot(text: str, at: datetime | date | None, *, now: bool) -> Knot:
    return Knot(text, at=at, look="done" if at else "now" if now else "todo")


def _registration(found: Dossier, settings: RoundSettings) -> Knot:
    if found.registered_on:
        return Knot(gettext("Registered"), at=found.registered_on, note=found.late_reason)
    text = gettext("Register until %(day)s") % {"day": short_date(settings.registration_by)}
    return Knot(text, look="now" if found.state in (State.OPENED, State.NOT_REGISTERED) else "todo")


def _assessment(found: Dossier) -> Knot:
    text = gettext("Self-assessment")
    if found.on_behalf:
        text = gettext("Self-assessment, entered from the signed paper")
    now = found.state in (State.REGISTERED, *_WRITING)
    return Knot(text, look="now" if now else "todo" if found.state in _BEFORE else "done")


def _later(day: date) -> str:
    return gettext("Last day moved to %(day)s") % {"day": short_date(day)}


def _sent(found: Dossier, *, told: bool) -> Knot:
    if found.submitted_at and found.state != State.RETURNED:
        return Knot(gettext("Submitted"), at=found.submitted_at, note=found.submit_note if told else "")
    text = gettext("Submit until %(day)s") % {"day": short_date(found.due_on)} if found.due_on else gettext("Submit")
    return Knot(text, look="todo")


def _decisions(page: DossierPage, settings: RoundSettings) -> list[Knot]:
    found = page.dossier
    if not page.decisions:
        last = settings.decide_by.get(found.kind)
        text = gettext("Decision until %(day)s") % {"day": short_date(last)} if last else gettext("Decision")
        return [Knot(text, look="todo")]
    return [
        Knot(
            sentence(_ENDS[DecisionKind(one.decision.kind)], {"symbol": one.decision.document.symbol or ""}),
            at=one.decision.decided_on,
            note=one.ground if page.evaluation is not None else "",
        )
        for one in page.decisions
    ]


# ------------------------------------------------------------------ the check


@dataclass(frozen=True, slots=True)
class Check:
    """What the check before submitting found."""

    errors: Sequence[Finding]
    warnings: Sequence[Finding]


def check_of(page: DossierPage) -> Check:
    """Return errors, which block, apart from warnings, which want a note."""
    errors = [one for one in page.findings if one.severity is Severity.ERROR]
    return Check(errors, [one for one in page.findings if one.severity is not Severity.ERROR])


# ------------------------------------------------------------------ the trail

_DEEDS = {
    "open_dossier": gettext_noop("Dossier opened"),
    "mend_dossier": gettext_noop("Dossier brought onto the map"),
    "move_to_pack": gettext_noop("Moved to a newer version of the criteria"),
    "register": gettext_noop("Registered"),
    "miss_registration": gettext_noop("Marked as not registered"),
    "withdraw": gettext_noop("Taken out of the round"),
    "save_answer": gettext_noop("Answer saved: %(what)s"),
    "add_evidence": gettext_noop("File added: %(what)s"),
    "remove_evidence": gettext_noop("File removed: %(what)s"),
    "start_from_last_year": gettext_noop("Started from last year's dossier"),
    "add_remark": gettext_noop("Remark written: %(what)s"),
    "resolve_remark": gettext_noop("Remark resolved"),
    "submit": gettext_noop("Submitted"),
    "extend_deadline": gettext_noop("Given a later day"),
    "declare_no_conflict": gettext_noop("Appraiser declared no conflict of interest"),
    "recuse": gettext_noop("Appraiser stood back for a conflict of interest"),
    "appraise_answer": gettext_noop("Appraiser's view of a criterion saved: %(what)s"),
    "conclude_appraisal": gettext_noop("Appraisal concluded"),
    "return_dossier": gettext_noop("Returned for correction"),
    "put_to_council": gettext_noop("Put to the council"),
    "take_vote": gettext_noop("Vote of the council taken"),
    "decide": gettext_noop("Decided"),
    "issue_certificate": gettext_noop("Certificate issued"),
    "file_appeal": gettext_noop("Appeal filed"),
    "review_appeal": gettext_noop("Appeal looked at again"),
}
_OTHER = gettext_noop("Another entry (%(what)s)")


def trail_knots(entries: Iterable[Entry], posts: Mapping[int, str]) -> list[Knot]:
    """Return entries of the log as facts in time order; a deed without words of its own keeps its code."""
    return [_entry(one, posts) for one in entries]


def _entry(one: Entry, posts: Mapping[int, str]) -> Knot:
    code = one.action.removeprefix("recognition.")
    message = _DEEDS.get(code)
    what = _what(one) if message else code
    text = gettext(message or _OTHER)
    return Knot(text % {"what": what} if "%(what)s" in text else text, posts.get(one.post_id, ""), one.at)


def _what(one: Entry) -> str:
    data: Mapping[str, object] = one.data
    criteria = data.get("criteria")
    ids = criteria if isinstance(criteria, list) else [data.get("criterion") or ""]
    return ", ".join(short_id(str(one)) for one in ids if one) or gettext("the whole dossier")
