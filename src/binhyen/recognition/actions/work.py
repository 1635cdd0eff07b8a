"""Dossiers taken in hand: locked, with what the rules need; and how many are written back in few statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404

from binhyen.audit.actions import Deed, record_all
from binhyen.database.storing import store_columns
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, refuse_together
from binhyen.recognition.models import Answer, Dossier, Evidence
from binhyen.recognition.permissions import may
from binhyen.recognition.queries.packs import frame_of, settings_of
from binhyen.recognition.queries.standing import Below, counts_below, evidence_of, facts_of_year, known_of, standing_of
from binhyen.recognition.rules.assessing import Frame, Standing, appraised, evaluated
from binhyen.recognition.rules.lifecycle import DOSSIER, Event, State
from binhyen.recognition.rules.model import Evaluation
from binhyen.recognition.rules.rights import Ability
from binhyen.recognition.rules.settings import RoundSettings
from binhyen.units.rules.facts import UnitFacts
from binhyen.units.rules.kinds import UnitKind

_CHUNK = 5_000
_BATCH = 400
Gate = Callable[[Actor, Dossier], Decision]


@dataclass(slots=True)
class Work:
    """A locked dossier with its frame, and its answers where they were asked for."""

    dossier: Dossier
    frame: Frame
    settings: RoundSettings
    answers: dict[str, Answer] = field(default_factory=dict)
    evidence: Mapping[int, list[Evidence]] = field(default_factory=dict)
    below: Below | None = None
    facts: Mapping[int, UnitFacts] = field(default_factory=dict)

    def standings(self) -> list[Standing]:
        """Say how the answers stand."""
        return [standing_of(one, self.evidence.get(one.pk, ())) for one in self.answers.values()]

    def evaluate(self) -> Evaluation:
        """Let the engine conclude from everything known now."""
        return evaluated(self.frame, known_of(self.dossier, self.below, self.facts), self.standings())

    def conclude(self) -> Evaluation:
        """Evaluate, and keep the verdicts on the dossier and its answers."""
        evaluation = self.evaluate()
        self.dossier.verdict = evaluation.verdict
        if self.dossier.appraised_verdict:
            self.dossier.appraised_verdict = appraised(evaluation, self.standings(), self.frame.pack)
        return evaluation

    def move(self, event: Event) -> None:
        """Take one step of the dossier's life; refuse one that does not exist."""
        self.dossier.state = DOSSIER.after(State(self.dossier.state), event)


def gate(ability: Ability) -> Gate:
    """Return the question whether somebody has an ability."""
    return lambda actor, dossier: may(actor, ability, dossier)


def take(ids: Iterable[int], ask: Gate, *, by: Actor) -> list[Work]:
    """Lock dossiers for somebody, in the order of their ids.

    What the person may not even see does not exist (404); what is seen but not permitted is forbidden.
    """
    rows = _locked(sorted(set(ids)))
    works = [Work(row, frame_of(row), settings_of(row)) for row in rows]
    for work in works:
        if not may(by, Ability.SEE, work.dossier):
            raise Http404
        ask(by, work.dossier).require()
    return works


def _locked(ids: Sequence[int]) -> list[Dossier]:
    rows: list[Dossier] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=chunk)
        rows += found.select_related("round", "unit", "pack").defer("pack__content").order_by("pk")
    if len(rows) != len(ids):
        raise Http404
    return rows


def load_answers(works: Sequence[Work], *, with_evidence: bool = False) -> None:
    """Fetch the answers of all dossiers, their units' facts of the year, files if asked, and counts below communes."""
    by_id = {work.dossier.pk: work for work in works}
    answers = Answer.objects.filter(dossier_id__in=list(by_id)).order_by("updated_at", "id")
    for answer in answers:
        by_id[answer.dossier_id].answers[answer.criterion] = answer
    if with_evidence:
        found = evidence_of(one.pk for work in works for one in work.answers.values())
        for work in works:
            work.evidence = found
    facts = facts_of_year(work.dossier for work in works)
    for work in works:
        work.facts = facts
    _load_counts([work for work in works if work.dossier.kind == UnitKind.COMMUNE])


def _load_counts(communes: Sequence[Work]) -> None:
    for round_id in {work.dossier.round_id for work in communes}:
        mine = [work for work in communes if work.dossier.round_id == round_id]
        counts = counts_below(round_id, [work.dossier.commune_id for work in mine])
        for work in mine:
            work.below = counts.get(work.dossier.commune_id, {})


def store(works: Sequence[Work], fields: Sequence[str]) -> None:
    """Write the named columns of dossiers back: one statement for each set of equal values."""
    store_columns(Dossier, [work.dossier for work in works], fields)


def log(
    works: Sequence[Work], action: str, *, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """Leave an entry for each dossier: ids and codes, never names or text."""
    record_all((deed(work, action, data or {}) for work in works), by=by, at=at)


def deed(work: Work, action: str, data: Mapping[str, object]) -> Deed:
    """Return what was done to one dossier."""
    return Deed(f"recognition.{action}", "dossier", work.dossier.pk, work.dossier.place_path, data)


def each(works: Iterable[Work], rule: Callable[[Work], None]) -> None:
    """Hold every dossier to the same rule; refuse all together, each finding at its dossier, if any is refused."""
    refuse_together(works, rule, _at)


def _at(finding: Finding, work: Work) -> Finding:
    params = {**finding.params, "unit": work.dossier.name}
    return Finding(finding.code, finding.message, finding.severity, params, finding.where, finding.source)


def only(works: Sequence[Work]) -> Work:
    """Return the one dossier of an action on one."""
    (work,) = works
    return work


def batch_size() -> int:
    """Return how many rows one insert takes."""
    return _BATCH
