"""What only the database knows of drafts: whether sites stand within their schemes, for many drafts at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Draft, Findings
from binhyen.registers.queries.entries import steps_of
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.schemes.models import Scheme, Site
from binhyen.schemes.rules.judging import outside
from binhyen.schemes.rules.spans import Span, day_of, span_of_scheme


def spans_of(record_ids: Iterable[int]) -> dict[int, Span]:
    """Return when schemes stand; those that are not there are missing. Two queries."""
    wanted = set(record_ids)
    rows = Scheme.objects.filter(record_id__in=wanted, superseded_at=None).values_list(
        "record_id", "since", "preparing"
    )
    steps = steps_of(wanted, {}) if wanted else {}
    return {
        record_id: span_of_scheme(Facts(0, {"since": since, "preparing": preparing}), steps.get(record_id, ()))
        for record_id, since, preparing in rows
    }


def site_checks(drafts: Sequence[Draft]) -> Findings:
    """Find sites whose scheme is not there, or that stand outside its days."""
    spans = spans_of(draft.facts.number("scheme") for draft in drafts)
    found = {position: _site(draft.facts, spans) for position, draft in enumerate(drafts)}
    return {position: (finding,) for position, finding in found.items() if finding is not None}


def _site(facts: Facts, spans: Mapping[int, Span]) -> Finding | None:
    scheme = facts.number("scheme")
    if not scheme:
        return None
    if scheme not in spans:
        message = gettext_noop("The scheme of this site is not there any more. Choose another one.")
        return Finding("schemes.no_scheme", message, where="scheme")
    return outside(spans[scheme], facts.day("since"), facts.day("until"))


@dataclass(frozen=True, slots=True)
class Extent:
    """The days that a scheme's sites take up: the first, the last end, and how many stand still."""

    first: date | None
    last: date | None
    open: int


def extents_of(record_ids: Iterable[int]) -> dict[int, Extent]:
    """Return the days that sites of schemes take up, one query."""
    rows = Site.objects.filter(scheme_id__in=set(record_ids), superseded_at=None).values("scheme_id")
    rows = rows.annotate(first=Min("since"), last=Max("until"), still=Count("id", filter=Q(until=None)))
    return {row["scheme_id"]: Extent(row["first"], row["last"], row["still"]) for row in rows.order_by("scheme_id")}


def scheme_checks(drafts: Sequence[Draft]) -> Findings:
    """Find schemes that would leave their sites outside their days, or that are copied from themselves."""
    known = {draft.record_id for draft in drafts if draft.record_id}
    extents = extents_of(known) if known else {}
    steps = steps_of(known, {}) if extents else {}
    found = {
        position: tuple(_scheme(draft, extents.get(draft.record_id or 0), steps.get(draft.record_id or 0, ())))
        for position, draft in enumerate(drafts)
    }
    return {position: findings for position, findings in found.items() if findings}


def _scheme(draft: Draft, extent: Extent | None, known: Sequence[StepFacts]) -> Iterator[Finding]:
    if draft.record_id and draft.facts.number("copied_from") == draft.record_id:
        message = gettext_noop("A scheme is not copied from itself. Choose the one that it was learnt from.")
        yield Finding("schemes.copied_from_itself", message, where="copied_from")
    if extent is None:
        return
    span = span_of_scheme(draft.facts, [*known, *draft.steps])
    if span.since is None or (extent.first is not None and extent.first < span.since):
        message = gettext_noop(
            "A site of this scheme stands since %(first)s, before the scheme. Mend the site's day first."
        )
        params = {"first": f"{extent.first:%d/%m/%Y}" if extent.first else "–"}
        yield Finding("schemes.sites_before_scheme", message, params=params, where="since")
    yield from _at_the_end(draft, extent)


def _at_the_end(draft: Draft, extent: Extent) -> Iterator[Finding]:
    """Sites end with their scheme, at the latest: `schemes.actions.dissolving` ends them together."""
    end = day_of(draft.steps, "dissolved")
    if end is not None and extent.open:
        message = gettext_noop(
            "%(count)s sites of this scheme still stand. End them first, or dissolve it with all its sites."
        )
        yield Finding("schemes.sites_still_stand", message, params={"count": extent.open}, where="on")
    if end is not None and extent.last is not None and extent.last > end:
        message = gettext_noop("A site of this scheme ended on %(last)s, after this day. Mend one of the days.")
        yield Finding("schemes.site_after_scheme", message, params={"last": f"{extent.last:%d/%m/%Y}"}, where="on")
