"""What is wrong with what is said of a scheme, a site or an exemplar."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from binhyen.kernel.amounts import Amount, Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.schemes.rules.spans import Span, span_of_scheme

HD22 = "HD 22/HD-BCA-V05"


def scheme_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Refuse a yearly review of a year that it cannot judge, and a second one of the same year."""
    span, seen = span_of_scheme(facts, steps), set[int]()
    for step in steps:
        if step.code != "reviewed":
            continue
        year = step.values.get("year")
        if isinstance(year, int):
            yield from _reviewed(year, step.on, span, seen)
            seen.add(year)


def _reviewed(year: int, on: date, span: Span, seen: set[int]) -> Iterable[Finding]:
    if year > on.year or (span.since is not None and year < span.since.year):
        message = gettext_noop(
            "A review of %(on)s cannot judge %(year)s: the scheme did not stand in it, or it is not over yet."
        )
        params = {"on": f"{on:%d/%m/%Y}", "year": str(year)}
        yield Finding("schemes.review_of_other_year", message, params=params, where="year")
    if year in seen:
        message = gettext_noop(
            "The year %(year)s was reviewed already. Take that step back first, or write another year."
        )
        yield Finding("schemes.reviewed_twice", message, params={"year": str(year)}, where="year")


def site_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Refuse more leaders or groups than members, more camera sites than cameras, and steps outside the site's days."""
    yield from _numbers(facts.values, facts.amounts)
    stated = dict(facts.amounts)
    for step in steps:
        yield from _inside(step.on, facts)
        if step.code == "counted":
            stated |= {name: amount for name, amount in step.amounts.items() if amount.said is not Said.EMPTY}
            yield from _numbers(step.values, stated)
        if step.code == "bought":
            yield from _bought(step)


def _numbers(values: Mapping[str, object], amounts: Mapping[str, Amount]) -> Iterable[Finding]:
    members = _known(amounts, "members")
    for name, code, message in (
        (
            "leaders",
            "schemes.more_leaders_than_members",
            gettext_noop(
                "%(part)s leaders, but only %(whole)s members. Leaders are members too: look at both numbers."
            ),
        ),
        (
            "groups",
            "schemes.more_groups_than_members",
            gettext_noop("%(part)s groups, but only %(whole)s members. Each group has a member: look at both numbers."),
        ),
    ):
        said = values.get(name)
        if isinstance(said, int) and members is not None and said > members:
            yield Finding(code, message, params={"part": said, "whole": members}, where=name, source=HD22)
    sites, cameras = _known(amounts, "camera_sites"), _known(amounts, "cameras")
    if sites is not None and cameras is not None and sites > cameras:
        message = gettext_noop("%(part)s places with cameras, but only %(whole)s cameras. Look at both numbers.")
        params = {"part": sites, "whole": cameras}
        yield Finding("schemes.more_camera_sites_than_cameras", message, params=params, where="camera_sites")


def _known(amounts: Mapping[str, Amount], name: str) -> Decimal | None:
    """Return a number that is said exactly; what is vague or a lower bound compares with nothing."""
    found = amounts.get(name)
    return found.number if found is not None and found.counts and found.bound == "exact" else None


def _inside(on: date, facts: Facts) -> Iterable[Finding]:
    until = facts.day("until")
    if until is not None and on >= until:
        message = gettext_noop("The site ended on %(until)s: nothing happens to it on %(on)s. Mend one of the days.")
        params = {"until": f"{until:%d/%m/%Y}", "on": f"{on:%d/%m/%Y}"}
        yield Finding("schemes.step_after_site", message, params=params, where="on")


def _bought(step: StepFacts) -> Iterable[Finding]:
    if all(amount.said is Said.EMPTY for amount in step.amounts.values()):
        message = gettext_noop("Write what was spent or bought: an amount of money, or a number of items.")
        yield Finding("schemes.nothing_bought", message, where="model_funding")


def exemplar_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Refuse a day of consent without the words of it, or the other way round."""
    if bool(facts.day("consent_on")) != bool(facts.text("consent")):
        message = gettext_noop("Consent has a day and its words (or the paper that holds it). Write both, or neither.")
        yield Finding("schemes.half_a_consent", message, where="consent")


def outside(span: Span, since: date | None, until: date | None) -> Finding | None:
    """Say why a site may not stand from `since` until `until` when its scheme stands in `span`; None when it may."""
    if span.holds(since, until) or since is None:
        return None
    if span.since is None:
        message = gettext_noop("The scheme was not launched yet. Write down its launch first, then its sites.")
        return Finding("schemes.site_before_launch", message, where="scheme")
    if since < span.since:
        message = gettext_noop("The site begins on %(since)s, before its scheme (%(scheme)s). Mend one of the days.")
        params = {"since": f"{since:%d/%m/%Y}", "scheme": f"{span.since:%d/%m/%Y}"}
        return Finding("schemes.site_before_scheme", message, params=params, where="since")
    message = gettext_noop("The scheme was dissolved on %(scheme)s: its sites end on that day at the latest.")
    params = {"scheme": f"{span.until:%d/%m/%Y}" if span.until else "–"}
    return Finding("schemes.site_after_scheme", message, params=params, where="until")
