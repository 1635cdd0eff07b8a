"""The register of awards given."""

from binhyen.awards.models import AwardEntry
from binhyen.awards.queries.checks import award_checks
from binhyen.awards.queries.desks import award_allows
from binhyen.awards.queries.standing import award_needed
from binhyen.awards.registers.shared import (
    ALONE,
    APART,
    AUTHORITIES,
    AUTHORITY,
    CONSENT,
    CRIME,
    EVENT,
    FORM,
    FORMS,
    KEEPERS,
    MONEY,
    NAMES,
    POST,
    POSTHUMOUS,
    PUBLICATION,
    READERS,
    RECIPIENTS,
    SOURCE,
    WHAT,
    WHEN_NAMED,
    achieved,
    achievement_type,
    name_field,
    total,
)
from binhyen.awards.rules.awarded import COUNTED, PUBLISHED, TOTALS, award_findings, award_lines
from binhyen.awards.rules.course import CHAIRS
from binhyen.awards.rules.giving import AWARD, AWARD_STATE
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind


def _title(facts: Facts) -> str:
    """Return what an award is called: a collective's with its name, a person's by its decision alone."""
    form = FORMS.get(facts.text("form"), "")
    by = AUTHORITIES.get(facts.text("authority"), "")
    kind = facts.text("recipient_kind")
    whose = facts.text("recipient") if kind == "collective" else _WHOSE.get(kind, "")
    decision = f" – QĐ {facts.text('decision')}" if facts.text("decision") else ""
    return f"{form} ({by}): {whose}{decision}"


_WHOSE = {"individual": "cá nhân", "household": "hộ gia đình", PUBLISHED: "tổng số đã công bố"}

AWARDS = Register(
    code="awards.awards",
    slug="khen-thuong",
    name=gettext_noop("Awards given"),
    one=gettext_noop("An award given"),
    lead=gettext_noop("One line for each recipient; published totals without names stand as totals."),
    icon="stamp",
    model=AwardEntry,
    fields=(
        Field(
            "recipient_kind",
            gettext_noop("Kind of recipient"),
            FieldKind.CHOICE,
            required=True,
            choices={**RECIPIENTS, PUBLISHED: gettext_noop("published total")},
            aliases=("Đối tượng", "Đối tượng khen thưởng", "Loại đối tượng"),
        ),
        FORM,
        AUTHORITY,
        name_field(aliases=NAMES),
        POST,
        POSTHUMOUS,
        *(total(name, indicator) for name, indicator in TOTALS.items()),
        Field(
            "decided_on",
            gettext_noop("Day of the decision"),
            FieldKind.DATE,
            required=True,
            section=MONEY,
            aliases=("Ngày quyết định", "Ngày ký", "Ngày, tháng, năm", "Ngày"),
        ),
        Field(
            "decision",
            gettext_noop("Number of the decision"),
            section=MONEY,
            longest=80,
            aliases=("Số quyết định", "Quyết định số", "Số, ký hiệu", "Số QĐ"),
        ),
        Field(
            "money",
            gettext_noop("Reward (đồng)"),
            FieldKind.MONEY,
            section=MONEY,
            least=0,
            aliases=("Tiền thưởng", "Mức thưởng", "Mức tiền thưởng (đồng)", "Số tiền"),
        ),
        SOURCE,
        Field(
            "book_number",
            gettext_noop("Number in the book of awards"),
            section=MONEY,
            longest=40,
            aliases=("Số vào sổ", "Số sổ khen thưởng", "Số sổ"),
            when=WHEN_NAMED,
        ),
        achievement_type(required=False),
        EVENT,
        Field(
            "achievement",
            gettext_noop("Achievement"),
            FieldKind.LONG,
            section=WHAT,
            longest=2000,
            aliases=("Thành tích", "Nội dung khen thưởng", "Lý do khen thưởng", "Đã có thành tích"),
        ),
        *achieved(required=False),
        APART,
        CRIME,
        PUBLICATION,
        CONSENT,
        Field("proposal", gettext_noop("Award proposal"), FieldKind.RECORD, of="awards.proposals", section=MONEY),
    ),
    dates=Dates("decided_on"),
    title=_title,
    listed=("decided_on", "form", "authority", "recipient_kind", "recipient", "decision", "money"),
    life=AWARD,
    begins=lambda _facts: AWARD_STATE,
    findings=award_findings,
    lines=award_lines,
    typed=False,
    counts=COUNTED,
    past=lambda facts: facts.day("decided_on"),
    checks=award_checks,
    alone=ALONE,
    needed=award_needed,
    allows=award_allows,
    same=("decision", "decided_on", "recipient", "form", "authority"),
    filters=("form", "authority", "recipient_kind", "achievement_type", "budget_source"),
    chosen_by="recipient_kind",
    keepers=KEEPERS | CHAIRS,
    readers=READERS,
    private=frozenset({"recipient", "recipient_post", "consent"}),
)
