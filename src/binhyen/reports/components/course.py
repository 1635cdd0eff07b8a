"""The course of a report as a thread, and its trail from the log in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext

from binhyen.audit.models import Entry
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.reports.models import Extension, Report, Step
from binhyen.reports.rules.lifecycle import EDITABLE, Event, State
from binhyen.ui.components.parts import Knot

_EVENTS = {
    Event.ENTER: gettext_noop("Entered"),
    Event.SUBMIT: gettext_noop("Report sent"),
    Event.WITHDRAW: gettext_noop("Taken back by its author"),
    Event.RETURN: gettext_noop("Returned for correction"),
    Event.ACCEPT: gettext_noop("Accepted"),
    Event.CLOSE: gettext_noop("Closed"),
    Event.CORRECT: gettext_noop("Opened again for a correction"),
    Event.DROP_CORRECTION: gettext_noop("Correction given up"),
}


@dataclass(frozen=True, slots=True)
class Course:
    """What the course of a report is read from."""

    report: Report
    steps: Sequence[Step]
    extensions: Sequence[Extension] = ()
    posts: Mapping[int, str] = field(default_factory=dict)


def course_of(course: Course) -> list[Knot]:
    """Return the way of a report in time order: what was done, later days, and what comes next."""
    posts = course.posts
    done = [(one.at, _step(one, posts)) for one in course.steps]
    done += [(one.at, _later(one, posts)) for one in course.extensions]
    knots = [knot for _at, knot in sorted(done, key=_when)]
    return [*knots, *_next(course.report)]


def _when(pair: tuple[datetime, Knot]) -> datetime:
    return pair[0]


def _step(step: Step, posts: Mapping[int, str]) -> Knot:
    event = Event(step.event)
    text = gettext(_EVENTS[event])
    if event is Event.RETURN and step.cells_accepted:
        text = gettext("Returned in part: %(returned)s cells to correct, %(accepted)s accepted") % {
            "returned": step.cells_returned,
            "accepted": step.cells_accepted,
        }
    if step.revision > 1:
        text = gettext("%(what)s (revision %(number)s)") % {"what": text, "number": step.revision}
    kind = "must" if event in {Event.RETURN, Event.CORRECT} else ""
    return Knot(text, posts.get(step.by_post, ""), step.at, note=step.reason, kind=kind)


def _later(extension: Extension, posts: Mapping[int, str]) -> Knot:
    text = gettext("Last day moved to %(day)s") % {"day": short_date(extension.due_on)}
    return Knot(text, posts.get(extension.by_post, ""), extension.at, note=extension.reason)


def _next(report: Report) -> list[Knot]:
    state = State(report.state)
    if state in EDITABLE:
        due = gettext("Send until %(day)s") % {"day": short_date(report.due_on)}
        return [Knot(due, look="now"), Knot(gettext("Received by the office"), look="todo")]
    if state is State.SUBMITTED:
        return [Knot(gettext("Waiting for the office that receives it"), look="now")]
    return []


# ------------------------------------------------------------------ the trail

_DEEDS = {
    "enter": gettext_noop("Cells saved"),
    "submit": gettext_noop("Report sent"),
    "withdraw": gettext_noop("Taken back by its author"),
    "return": gettext_noop("Returned for correction"),
    "accept": gettext_noop("Accepted"),
    "close": gettext_noop("Closed"),
    "correct": gettext_noop("Opened again for a correction"),
    "drop_correction": gettext_noop("Correction given up"),
    "remark": gettext_noop("Remark written at a cell"),
    "resolve_remark": gettext_noop("Remark resolved"),
    "explain": gettext_noop("Remarkable value explained"),
    "raise_difficulty": gettext_noop("Difficulty or proposal raised"),
    "answer_difficulty": gettext_noop("Difficulty or proposal answered"),
    "difficulty_confirm": gettext_noop("Difficulty or proposal confirmed solved"),
    "difficulty_reopen": gettext_noop("Difficulty or proposal opened again"),
    "extend": gettext_noop("Given a later day"),
    "set_standing": gettext_noop("Said whether it is expected"),
    "attach": gettext_noop("Evidence added"),
    "detach": gettext_noop("Evidence removed"),
    "words_kept": gettext_noop("Sentences of a text kept in words"),
    "workbook": gettext_noop("Workbook taken in"),
    "narrative.taken": gettext_noop("Figures of a signed report taken over"),
    "narrative.refused_secret": gettext_noop("A text marked as secret was refused unread"),
}
_OTHER = gettext_noop("Another entry (%(what)s)")


def trail_knots(entries: Iterable[Entry], posts: Mapping[int, str]) -> list[Knot]:
    """Return entries of the log as facts in time order; a deed without words of its own keeps its code."""
    return [_entry(one, posts) for one in entries]


def _entry(one: Entry, posts: Mapping[int, str]) -> Knot:
    code = one.action.removeprefix("reports.")
    text = gettext(_DEEDS[code]) if code in _DEEDS else gettext(_OTHER) % {"what": code}
    return Knot(text, posts.get(one.post_id, ""), one.at)
