"""What schemes, sites and exemplars count. Kinds, schemes, sites and members are four numbers, each its own line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from binhyen.kernel.vietnamese import fold
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line, one_of
from binhyen.schemes.rules.kinds import shortened, type_of
from binhyen.schemes.rules.spans import ratings, span_of_exemplar, span_of_scheme

SCHEME_COUNTS = frozenset(
    {
        "models_total",
        "models_new",
        "models_replicated",
        "models_consolidated",
        "models_dissolved",
        "models_reviewed",
        "model_types",
        "exemplars_visited",
    }
)
ONCE_A_PERIOD = frozenset({"models_replicated", "models_consolidated", "models_reviewed"})
"""A scheme is counted once in a period, however often it happened (definitions of the catalogue, HD 22)."""
DISTINCT = ONCE_A_PERIOD | {"model_types"}
_ONCE = {"replicated": "models_replicated", "consolidated": "models_consolidated", "summed_up": "models_reviewed"}


def scheme_lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Return what a scheme counts: standing under its rating, its kind, and what happened to it."""
    span, kept = span_of_scheme(facts, steps), _kept(facts, "org", "unit_kind", "managing_level")
    for rated in ratings(span, steps):
        yield one_of("models_total", rated.since, rated.until, status=rated.level, **kept)
    if span.since is not None and (span.until is None or span.since < span.until):
        kind = type_of(facts.text("kind"), facts.text("kind_name"))
        yield replace(one_of("model_types", span.since, span.until), token=kind)
    if span.since is not None and (facts.values.get("preparing") or facts.text("decision")):
        yield one_of("models_new", span.since, None, **kept)
    for step in steps:
        yield from _happened(step, facts)


def _happened(step: StepFacts, facts: Facts) -> Iterable[Line]:
    if step.code in _ONCE:
        split = _kept(facts, "org", "managing_level") if step.code == "replicated" else {}
        yield replace(one_of(_ONCE[step.code], step.on, None, **split), token=token_of(facts))
    if step.code == "dissolved":
        yield one_of("models_dissolved", step.on)
    if step.code == "visited":
        yield one_of("exemplars_visited", step.on, None, **_kept(facts, "unit_kind"))


def token_of(facts: Facts) -> str:
    """Return by what a scheme is one and the same: its name at its place."""
    return shortened(f"{facts.place_id}:{fold(facts.text('name'))}")


def _kept(facts: Facts, *names: str) -> dict[str, str]:
    return {name: facts.text(name) for name in names}


def exemplar_lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Return what an exemplar counts: standing by whom it is, honoured and visited."""
    span, whose = span_of_exemplar(facts, steps), facts.text("recipient")
    if span.since is not None and (span.until is None or span.since < span.until):
        yield one_of("exemplars", span.since, span.until, kind_of_recipient=whose)
    for step in steps:
        if step.code == "honoured":
            yield one_of("exemplars_honoured", step.on, kind_of_recipient=whose, org=step.text("org"))
        if step.code == "visited":
            yield one_of("exemplars_visited", step.on, unit_kind=facts.text("unit_kind"))
