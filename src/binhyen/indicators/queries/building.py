"""Reads for the pages of forms: which there are, one with all its versions, what stands against a draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Q
from django.http import Http404

from binhyen.accounts.models import Account, Post
from binhyen.audit.queries import trail_of
from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.queries.forms import content_of, published_for, shipped_forms
from binhyen.indicators.queries.packs import catalogue, dims
from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.differing import Difference, differences
from binhyen.indicators.rules.forming import Shelf, form_findings, key_findings
from binhyen.indicators.rules.forms import FilledBy, FormContent
from binhyen.indicators.rules.guards import may_be_asked_of
from binhyen.indicators.rules.table import BUILD_FORMS, TABLE
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.trees import node_of
from binhyen.kernel.vietnamese import fold

SUBJECT = "form_version"
"""What the log calls a version of a form."""


@dataclass(frozen=True, slots=True)
class SeenForm:
    """A form as one person sees it. `versions` are the newest first; a draft is among them for who builds it."""

    form: Form
    versions: tuple[FormVersion, ...]

    @property
    def current(self) -> FormVersion | None:
        """The version in use."""
        return next((one for one in self.versions if one.state == FormState.PUBLISHED), None)

    @property
    def draft(self) -> FormVersion | None:
        """The version that is being written."""
        return next((one for one in self.versions if one.state == FormState.DRAFT), None)

    @property
    def before(self) -> FormVersion | None:
        """What the draft is compared with: the last version that was published."""
        return next((one for one in self.versions if one.state != FormState.DRAFT), None)

    @property
    def shown(self) -> FormVersion:
        """The version to show first: the one in use, else the newest."""
        return self.current or self.versions[0]

    @property
    def own(self) -> bool:
        """Whether it is a province's own."""
        return self.form.province_id is not None

    def numbered(self, number: int) -> FormVersion:
        """Return a version; 404 for one that is not there or not seen."""
        found = next((one for one in self.versions if one.number == number), None)
        if found is None:
            raise Http404
        return found

    @property
    def codes(self) -> frozenset[str]:
        """Every code of a line that any version gave."""
        return frozenset(line.key for version in self.versions for line in content_of(version).lines)


@dataclass(frozen=True, slots=True)
class Offered:
    """An indicator as it is offered to a form: already asked for unsplit, or not fit for who fills it in."""

    indicator: Indicator
    asked: bool
    fit: bool


@dataclass(frozen=True, slots=True)
class Writing:
    """Who changed a draft last, and when."""

    who: str
    post: str
    at: datetime


@cache
def shelf() -> Shelf:
    """Return what forms are judged by, as shipped."""
    return Shelf(catalogue(), dims(), windows())


def findings_of(form: FormContent, before: FormContent | None = None) -> tuple[Finding, ...]:
    """Return what stands against publishing a form, and the codes that it uses otherwise than the version before."""
    reused = key_findings(before, form) if before else ()
    return (*form_findings(form, shelf()), *reused)


def faults_of_shipped_forms() -> list[str]:
    """Return a line for each error that stands against a shipped form."""
    return [
        f"forms/{code}.yaml: {finding}"
        for code, form in shipped_forms().items()
        for finding in form_findings(form, shelf())
        if finding.severity is Severity.ERROR
    ]


def changes(old: FormVersion, new: FormVersion) -> tuple[Difference, ...]:
    """Return what changed from one version to another."""
    return differences(content_of(old), content_of(new))


def forms_listed_for(viewer: Actor) -> tuple[SeenForm, ...]:
    """Return the forms that a person sees with their versions: one query, without their content."""
    rows = FormVersion.objects.filter(_seen_by(viewer)).select_related("form").defer("content")
    return grouped(rows.order_by("form__province", "form__name", "form_id", "-number"))


def form_seen_by(viewer: Actor, code: str) -> SeenForm:
    """Return a form with the versions that a person sees; 404 when there is none. One query."""
    rows = FormVersion.objects.filter(_seen_by(viewer), form__code=code).select_related("form", "template")
    found = grouped(rows.order_by("-number"))
    if not found:
        raise Http404
    return found[0]


def grouped(rows: Iterable[FormVersion]) -> tuple[SeenForm, ...]:
    """Put versions together by their form, in the order in which they come."""
    listed: dict[int, list[FormVersion]] = {}
    for row in rows:
        listed.setdefault(row.form_id, []).append(row)
    return tuple(SeenForm(versions[0].form, tuple(versions)) for versions in listed.values())


def _seen_by(viewer: Actor) -> Q:
    """Published versions are seen in their province, shipped ones everywhere; drafts by who builds them."""
    return published_for(viewer) | Q(form__province__in=_built_by(viewer))


def _built_by(viewer: Actor) -> list[int]:
    """Return the provinces whose forms a person builds: its own, and those that became part of it."""
    return [node_of(scope) for scope in viewer.scopes] if TABLE.reaches(viewer.role, BUILD_FORMS) else []


def province_of(viewer: Actor) -> int | None:
    """Return the province for which a person builds forms; None for everybody else."""
    return viewer.place_id if _built_by(viewer) else None


def codes_taken(stem: str) -> frozenset[str]:
    """Return the codes of forms that begin so."""
    return frozenset(Form.objects.filter(code__startswith=stem).values_list("code", flat=True))


def last_writing(version: FormVersion) -> Writing:
    """Return who changed a draft last: the log knows."""
    entry = trail_of(SUBJECT, version.pk).order_by("-id").first()
    if entry is None:
        return Writing("", "", version.created_at)
    who = Account.objects.filter(pk=entry.account_id).values_list("full_name", flat=True).first()
    post = Post.objects.filter(pk=entry.post_id).values_list("title", flat=True).first()
    return Writing(who or "", post or "", entry.at)


def offered(form: FormContent, text: str = "") -> tuple[Offered, ...]:
    """Return the indicators that a form may ask for and that match a search without regard to diacritics.

    What is only recognised in texts is not offered at all.
    """
    words = fold(text).split()
    asked = {line.cell.indicator for line in form.lines if not line.cell.dims}
    return tuple(
        Offered(one, one.code in asked, may_be_asked_of(one, FilledBy(form.filled_by)))
        for one in catalogue().indicators.values()
        if one.in_forms and _matches(one, words)
    )


def _matches(indicator: Indicator, words: Sequence[str]) -> bool:
    text = fold(f"{indicator.name} {indicator.code.replace('_', ' ')} {indicator.definition}")
    return all(word in text for word in words)
