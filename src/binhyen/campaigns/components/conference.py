"""The page of a conference: its tabs, what each shows, what is still to be done, who may do what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from binhyen.campaigns.models import Event, EventLetter
from binhyen.campaigns.queries import conferences as inside
from binhyen.campaigns.queries.conferences import Attendance, Row, attendance, parts_seen_by, reasons
from binhyen.campaigns.rules.conference_programme import Timed, length_of, programme_findings
from binhyen.campaigns.rules.wording import LETTERS
from binhyen.documents.rules.content import LetterKind
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Record
from binhyen.registers.queries.entries import known_as, open_among, sees

OVERVIEW, PROGRAMME, POINTS, PAPERS, TALK = "tong-quan", "chuong-trinh", "diem-cau", "tham-luan", "y-kien"
DELEGATES, AWARDS, CONCLUSIONS, LETTERS_TAB = "dai-bieu", "trao-thuong", "ket-luan", "van-ban"
TABS = {
    OVERVIEW: gettext_noop("Overview"),
    PROGRAMME: gettext_noop("Programme"),
    POINTS: gettext_noop("Connected points"),
    PAPERS: gettext_noop("Papers to be read"),
    TALK: gettext_noop("Questions, proposals"),
    DELEGATES: gettext_noop("Delegates"),
    AWARDS: gettext_noop("Awards"),
    CONCLUSIONS: gettext_noop("Conclusions"),
    LETTERS_TAB: gettext_noop("Letters"),
}
TAB_OF = {
    inside.PROGRAMME: PROGRAMME,
    inside.POINTS: POINTS,
    inside.PAPERS: PAPERS,
    inside.PROPOSALS: TALK,
    inside.QUESTIONS: TALK,
    inside.DELEGATES: DELEGATES,
    inside.HANDINGS: AWARDS,
    inside.CONCLUSIONS: CONCLUSIONS,
}
"""On which tab parts of a register stand."""
OPEN_TO_POINTS = frozenset({inside.POINTS, inside.PAPERS, inside.PROPOSALS, inside.QUESTIONS})
"""Parts that a connected point writes for itself."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with its count (None: none is shown)."""

    code: str
    name: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that a conference needs, whether it is done, and the tab where it is done."""

    name: str
    done: bool
    tab: str


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """Everything that the page shows, whatever its tab."""

    event: Event
    tab: str
    timed: Sequence[Timed]
    points: Sequence[Row]
    papers: Sequence[Row]
    proposals: Sequence[Row]
    questions: Sequence[Row]
    delegates: Sequence[Row]
    handings: Sequence[Row]
    conclusions: Sequence[Row]
    reasons: Mapping[int, str]
    answered: Mapping[int, Record]
    """The task that each proposal became."""
    linked: Mapping[int, Record]
    letters: Sequence[EventLetter]
    rights: "Rights"
    named: frozenset[int] = frozenset()
    """Seats and handings-over of which this person reads the names."""

    @property
    def tabs(self) -> list[Tab]:
        """The tabs in their order; delegates and letters for those who see them."""
        counts = {
            PROGRAMME: len(self.timed),
            POINTS: len(self.points),
            PAPERS: len(self.papers),
            TALK: len(self.proposals) + len(self.questions),
            DELEGATES: len(self.delegates),
            AWARDS: len(self.handings),
            CONCLUSIONS: len(self.conclusions),
            LETTERS_TAB: len(self.letters),
        }
        hidden = set() if self.rights.keep else {DELEGATES, LETTERS_TAB}
        shown = [code for code in TABS if code not in hidden or counts[code]]
        return [Tab(code, TABS[code], counts.get(code)) for code in shown]

    @property
    def programme_findings(self) -> list[Finding]:
        """What does not fit in the programme."""
        return programme_findings(self.timed)

    @property
    def length(self) -> int:
        """Minutes of the whole programme."""
        return length_of(one.item for one in self.timed)

    @property
    def attendance(self) -> Attendance:
        """What the list of delegates says."""
        return attendance(self.delegates)

    @property
    def accepted(self) -> int:
        """How many proposals were accepted."""
        return sum(row.state == "accepted" for row in self.proposals)

    @property
    def declined(self) -> int:
        """How many proposals were declined."""
        return sum(row.state == "declined" for row in self.proposals)

    @property
    def tasks(self) -> int:
        """How many conclusions became tasks."""
        return sum(row.task_id is not None for row in self.conclusions)

    @property
    def todos(self) -> list[Todo]:
        """What a conference needs before, on and after its day."""
        return _todos(self)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do here."""

    keep: Decision
    """Writes for the event's own place."""
    point: Decision
    """Writes for a connected point."""
    letters: Decision


def conference_page(event: Event, tab: str, actor: Actor, rights: Rights) -> ConferencePage:
    """Gather the page. Thirteen queries, whatever the number of parts."""
    found = {code: parts_seen_by(code, event.record_id, actor) for code in TAB_OF}
    pointed = [row.scheme_id for row in found[inside.PAPERS]] + [row.award_id for row in found[inside.HANDINGS]]
    pointed += [row.task_id for row in found[inside.CONCLUSIONS]]
    return ConferencePage(
        event,
        tab,
        inside.timed(event, found[inside.PROGRAMME]),
        found[inside.POINTS],
        found[inside.PAPERS],
        found[inside.PROPOSALS],
        found[inside.QUESTIONS],
        inside.by_agency(found[inside.DELEGATES]),
        found[inside.HANDINGS],
        found[inside.CONCLUSIONS],
        reasons(row.record_id for row in found[inside.PROPOSALS]),
        inside.tasks_of(row.record_id for row in found[inside.PROPOSALS]),
        {pk: one for pk, one in known_as(one for one in pointed if one).items() if sees(actor, one)},
        letters_of(event) if rights.letters else (),
        rights,
        named_among(inside.DELEGATES, found[inside.DELEGATES], actor)
        | named_among(inside.HANDINGS, found[inside.HANDINGS], actor),
    )


def named_among(code: str, rows: Sequence[Row], actor: Actor) -> frozenset[int]:
    """Return the parts of which a person reads the names."""
    return open_among(inside.register_of(code), (row.record_id for row in rows), actor)


def letters_of(event: Event) -> list[EventLetter]:
    """Return the letters of an event, newest first."""
    rows = EventLetter.objects.filter(event_id=event.record_id).select_related("document")
    return list(rows.defer("document__content").order_by("-pk"))


def _issued(page: ConferencePage, kind: LetterKind) -> bool:
    return any(one.kind == kind and one.document.state == DocumentState.ISSUED for one in page.letters)


def _todos(page: ConferencePage) -> list[Todo]:
    connected = page.event.conference_form in {"online", "mixed"}
    told = [Todo(gettext_noop("Lay out the programme"), bool(page.timed), PROGRAMME)]
    if connected:
        counted = [row for row in page.points if row.attended is not None]
        told.append(Todo(gettext_noop("Name the connected points"), bool(page.points), POINTS))
        full = bool(page.points) and len(counted) == len(page.points)
        told.append(Todo(gettext_noop("Write down the attendance of every point"), full, POINTS))
    told += [
        Todo(gettext_noop("Invite delegates"), bool(page.delegates), DELEGATES),
        Todo(gettext_noop("Issue the invitation"), _issued(page, LetterKind.INVITATION), LETTERS_TAB),
        Todo(gettext_noop("Check delegates in"), page.attendance.present > 0, DELEGATES),
        Todo(
            gettext_noop("Answer every proposal"),
            all(row.state for row in page.proposals),
            TALK,
        ),
        Todo(gettext_noop("Issue the minutes"), _issued(page, LetterKind.MINUTES), LETTERS_TAB),
        Todo(gettext_noop("Make tasks of conclusions"), 0 < len(page.conclusions) == page.tasks, CONCLUSIONS),
    ]
    return told


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter that may be written: its kind's code and name."""

    code: str
    name: str


LETTER_CHOICES = tuple(LetterChoice(kind.value, name) for kind, name in LETTERS.items())
