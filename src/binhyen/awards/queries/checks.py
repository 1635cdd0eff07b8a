"""What only the database knows of awards and proposals: dissolved units, awards for the same thing, suspended cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.awards.models import AwardEntry, AwardProposal
from binhyen.awards.queries.settings import councils_for
from binhyen.awards.queries.standing import signed_among, signed_findings, unmatched
from binhyen.awards.queries.step_checks import step_findings
from binhyen.awards.rules.awarded import NAMED
from binhyen.awards.rules.course import GIVEN, KEPT
from binhyen.awards.rules.instruments import instrument_on
from binhyen.awards.rules.model import Recipient
from binhyen.awards.rules.principles import Honour, duplicate_finding, limit_findings
from binhyen.awards.rules.shelf import law
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.parts import in_parts
from binhyen.kernel.trees import is_under
from binhyen.kernel.vietnamese import fold, short_date
from binhyen.places.models import PlaceVersion
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.rules.facts import Facts
from binhyen.units.models import Unit

_CHUNK = 400
Places = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read once for all drafts."""

    places: Places
    honours: Sequence[Honour]
    units: Mapping[str, Sequence[Unit]]
    suspended: Sequence[Honour]


def award_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which awards are for a dissolved unit, for a suspended case, or seem to be given already (A1)."""
    known, signed = _known(drafts), signed_among(drafts)
    own = [_honour_of(draft, known.places) for draft in drafts]
    found = {}
    for position, (draft, honour) in enumerate(zip(drafts, own, strict=True)):
        said = list(signed_findings(draft, signed))
        if draft.facts.text("recipient_kind") in NAMED:
            said += _award(draft.facts, honour, [*known.honours, *own[:position]], known)
        found[position] = tuple(said)
    return found


def _award(facts: Facts, honour: Honour, before: Sequence[Honour], known: _Known) -> Iterable[Finding]:
    double = duplicate_finding(honour, before, facts.text("apart"))
    if double is not None:
        yield double
    yield from _dissolved(facts, facts.day("decided_on"), known)
    yield from _suspended(honour, known)


def proposal_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which proposals are for a dissolved unit, seem to be awarded already, or are above the province's limits."""
    known = _known(drafts)
    own = [_honour_of(draft, known.places) for draft in drafts]
    states, unmet = _states(drafts), unmatched(drafts)
    counts, councils = _same_events(drafts), councils_for(known.places)
    hindered = step_findings(drafts, known.places)
    found = {}
    for position, (draft, honour) in enumerate(zip(drafts, own, strict=True)):
        facts = draft.facts
        before = [*known.honours, *own[:position]]
        double = duplicate_finding(honour, before, facts.text("apart"))
        found[position] = (
            *([double] if double else ()),
            *_dissolved(facts, facts.day("proposed_on"), known),
            *_kept(draft, states),
            *unmet.get(draft.record_id or 0, ()),
            *hindered.get(position, ()),
            *limit_findings(
                councils.get(facts.place_id),
                facts.text("achievement_type"),
                counts.get(fold(facts.text("event")), 0) + (draft.record_id is None),
                facts.number("anniversary") or None,
            ),
        )
    return found


def _kept(draft: Draft, states: Mapping[int, str]) -> Iterable[Finding]:
    """Refuse other words for a case that waits for its signature or was decided."""
    if draft.record_id and draft.base and not draft.steps and states.get(draft.record_id) in KEPT:
        message = gettext_noop(
            "What the council voted on, what waits for the signature and what was decided is not changed. Take the "
            "last step back."
        )
        yield Finding("awards.proposal_kept", message)


def _states(drafts: Sequence[Draft]) -> dict[int, str]:
    ids = [draft.record_id for draft in drafts if draft.record_id]
    return dict(Record.objects.filter(pk__in=ids).values_list("pk", "state")) if ids else {}


def _same_events(drafts: Sequence[Draft]) -> dict[str, int]:
    """Count thematic proposals by occasion, in one query."""
    events = {draft.facts.text("event") for draft in drafts if draft.facts.text("achievement_type") == "thematic"}
    if not events - {""}:
        return {}
    rows = AwardProposal.objects.filter(superseded_at=None, event__in=events, achievement_type="thematic")
    counted: dict[str, int] = defaultdict(int)
    for event in rows.exclude(state__in=("not_eligible", "revoked")).values_list("event", flat=True):
        counted[fold(event)] += 1
    return counted


# ------------------------------------------------------------------ read once


def _known(drafts: Sequence[Draft]) -> _Known:
    facts = [draft.facts for draft in drafts]
    places = places_of({one.place_id for one in facts})
    names = {word for one in facts for word in variants(one.text("recipient"))}
    proposed = _proposals(names)
    return _Known(
        places=places,
        honours=[*_given(names), *(honour for honour, state in proposed if state != "suspended")],
        units=_units({fold(one.text("recipient")) for one in facts if _is_collective(one)}),
        suspended=[honour for honour, state in proposed if state == "suspended"],
    )


def variants(name: str) -> tuple[str, ...]:
    """Return a name as lists write it: as it stands, with capitals at its words, all in capitals."""
    plain = " ".join(name.split())
    return tuple(dict.fromkeys((name, plain, plain.title(), plain.upper()))) if plain else ()


def places_of(place_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return every path that places have had."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = PlaceVersion.objects.filter(place_id__in=set(place_ids)).order_by("valid_from")
    for place_id, path in rows.values_list("place_id", "path"):
        found[place_id].append(path)
    return {place_id: tuple(dict.fromkeys(paths)) for place_id, paths in found.items()}


def _given(names: set[str]) -> list[Honour]:
    found = []
    for part in in_parts(sorted(names), _CHUNK):
        rows = AwardEntry.objects.filter(superseded_at=None, recipient__in=part).exclude(state="revoked")
        found += [_honour_row(row) for row in rows]
    return found


def _proposals(names: set[str]) -> list[tuple[Honour, str]]:
    found = []
    for part in in_parts(sorted(names), _CHUNK):
        rows = AwardProposal.objects.filter(superseded_at=None, recipient__in=part)
        found += [(_honour_row(row), row.state) for row in rows.exclude(state__in=(*GIVEN, "not_eligible", "revoked"))]
    return found


def _honour_row(row: AwardEntry | AwardProposal) -> Honour:
    form = law().forms.get(row.form)
    return Honour(
        row.record_id,
        row.title,
        row.recipient,
        (row.place_path,),
        row.event,
        row.achieved_since,
        row.achieved_until,
        is_title=form is not None and form.title,
        proposal=(row.proposal_id or 0) if isinstance(row, AwardEntry) else 0,
    )


def _honour_of(draft: Draft, places: Places) -> Honour:
    facts, form = draft.facts, law().forms.get(draft.facts.text("form"))
    return Honour(
        draft.record_id or 0,
        facts.text("recipient"),
        facts.text("recipient"),
        places.get(facts.place_id, ()),
        facts.text("event"),
        facts.day("achieved_since"),
        facts.day("achieved_until"),
        is_title=form is not None and form.title,
        proposal=facts.number("proposal"),
    )


def _is_collective(facts: Facts) -> bool:
    return facts.text("recipient_kind") == Recipient.COLLECTIVE and bool(facts.text("recipient").strip())


def _units(names: set[str]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for part in in_parts(sorted(names), _CHUNK):
        for unit in Unit.objects.filter(fold__in=part):
            found[unit.fold].append(unit)
    return found


# ------------------------------------------------------------------ what is found


def _dissolved(facts: Facts, day: date | None, known: _Known) -> Iterable[Finding]:
    """Refuse a unit that is not there on the day any more (TT 15/2025/TT-BNV); one of the same name may be."""
    if day is None or not _is_collective(facts):
        return
    instrument = instrument_on(law(), day)
    paths = known.places.get(facts.place_id, ())
    here = [unit for unit in known.units.get(fold(facts.text("recipient")), ()) if _stands(unit, paths)]
    ended = [unit for unit in here if unit.valid_to is not None and unit.valid_to <= day]
    if instrument is None or not instrument.refuses_dissolved or not here or len(ended) < len(here):
        return
    message = gettext_noop(
        "“%(unit)s” was dissolved on %(day)s, and a unit that is not there any more gets no award. Choose the unit "
        "that followed it."
    )
    params = {"unit": ended[0].name, "day": short_date(ended[0].valid_to)} if ended[0].valid_to else {}
    yield Finding("awards.dissolved_unit", message, params=params, where="recipient", source=instrument.circular)


def _stands(unit: Unit, paths: Sequence[str]) -> bool:
    return any(is_under(unit.place_path, path) or is_under(path, unit.place_path) for path in paths)


def _suspended(honour: Honour, known: _Known) -> Iterable[Finding]:
    """Refuse an award to somebody whose case is suspended (A4)."""
    for one in known.suspended:
        same = fold(one.recipient) == fold(honour.recipient)
        if same and any(is_under(a, b) or is_under(b, a) for a in one.place_paths for b in honour.place_paths):
            message = gettext_noop("The case of this recipient is suspended (“%(title)s”). Resume or close it first.")
            yield Finding("awards.suspended", message, params={"title": one.title}, where="recipient")
            return
