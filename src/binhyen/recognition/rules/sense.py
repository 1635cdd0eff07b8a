"""What a schema can't see: names that lead nowhere, ids used twice, circles, kinds that the pack does not hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.facts import names_of
from binhyen.recognition.rules.model import Criterion, FactType, Judged, Pack, Parts
from binhyen.recognition.rules.yaml_lines import Path

Fault = tuple[Path, str, dict[str, str]]
_BUILT_IN = "units_by_kind"


def senseless(pack: Pack, data: Mapping[str, Any]) -> Iterable[Fault]:
    """List what makes no sense, each with its path in the data and a message with its params."""
    paths = _paths(data)
    yield from _repeated(data)
    for criterion in pack.criteria:
        path = paths[criterion.id]
        yield from _unknown_kinds(pack, criterion, path)
        yield from _unknown_facts(pack, criterion, path)
        yield from _unknown_parts(pack, criterion, path)
    yield from _scope_facts(pack)
    yield from _years(pack)


def _paths(data: Mapping[str, Any]) -> dict[str, Path]:
    return {
        one["id"]: ("groups", row, "criteria", column)
        for row, group in enumerate(data["groups"])
        for column, one in enumerate(group["criteria"])
    }


def _repeated(data: Mapping[str, Any]) -> Iterable[Fault]:
    seen: set[str] = set()
    for row, group in enumerate(data["groups"]):
        for column, one in enumerate(group["criteria"]):
            if one["id"] in seen:
                message = gettext_noop("criterion “%(id)s” stands here a second time. Give it another id.")
                yield ("groups", row, "criteria", column, "id"), message, {"id": one["id"]}
            seen.add(one["id"])


def _unknown_kinds(pack: Pack, criterion: Criterion, path: Path) -> Iterable[Fault]:
    known = {rule.kind for rule in pack.kinds}
    unknown = [kind for kind in criterion.kinds if kind not in known]
    if unknown or not criterion.kinds:
        message = gettext_noop("criterion “%(id)s” is for kinds that the pack does not hold: %(names)s.")
        yield path, message, {"id": criterion.id, "names": ", ".join(unknown) or "–"}


def _unknown_facts(pack: Pack, criterion: Criterion, path: Path) -> Iterable[Fault]:
    for kind in criterion.kinds:
        declared = {spec.name for spec in pack.facts if kind in spec.kinds}
        asked = (name for name in names_of(criterion) if name != _BUILT_IN and not _is_judgement(criterion, name))
        missing = [name for name in asked if name not in declared]
        if missing:
            message = gettext_noop("criterion “%(id)s” asks for facts not declared for %(kind)s: %(names)s.")
            yield path, message, {"id": criterion.id, "kind": kind, "names": ", ".join(missing)}


def _is_judgement(criterion: Criterion, name: str) -> bool:
    return isinstance(criterion.test, Judged) and name == criterion.judgement


def _unknown_parts(pack: Pack, criterion: Criterion, path: Path) -> Iterable[Fault]:
    if not isinstance(criterion.test, Parts):
        return
    missing = [part for part in criterion.test.of if pack.criterion(part) is None]
    if missing:
        message = gettext_noop("criterion “%(id)s” rests on criteria that don't exist: %(names)s.")
        yield path, message, {"id": criterion.id, "names": ", ".join(missing)}
    composed = [part for part in criterion.test.of if (one := pack.criterion(part)) is not None and one.is_composed]
    if composed:
        message = gettext_noop("criterion “%(id)s” rests on composed criteria: %(names)s. Name their parts.")
        yield path, message, {"id": criterion.id, "names": ", ".join(composed)}


def _scope_facts(pack: Pack) -> Iterable[Fault]:
    for row, rule in enumerate(pack.kinds):
        for column, exclusion in enumerate(rule.exclusions):
            specs = [spec for spec in pack.facts if spec.name == exclusion.fact and rule.kind in spec.kinds]
            values = {"true", "false"} if any(one.type is FactType.BOOLEAN for one in specs) else set()
            values |= {choice for spec in specs for choice in spec.choices}
            if not set(exclusion.values) <= values:
                message = gettext_noop("the exclusion names a fact or a value that is not declared: %(fact)s.")
                yield ("kinds", row, "exclusions", column), message, {"fact": exclusion.fact}


def _years(pack: Pack) -> Iterable[Fault]:
    if pack.year_to is not None and pack.year_to < pack.year_from:
        message = gettext_noop("the pack's last year lies before its first.")
        yield ("years",), message, {}
