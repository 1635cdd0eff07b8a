"""What confirming a text would write, as its page shows it; and the page of a kept sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import Line
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding
from binhyen.narrative.models import KeptSentence
from binhyen.narrative.queries.confirming import Answers, CellPlan, Plan
from binhyen.narrative.rules import addresses
from binhyen.reports.components.entry import CONFLICT, REASON
from binhyen.reports.components.workbooks import Remark, remark_of
from binhyen.reports.rules import addresses as reports_at


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell that would be written."""

    cell: str
    label: str
    numbers: Sequence[int]
    old: str
    new: str
    href: str
    remarks: Sequence[Remark] = ()
    meets: int | None = None
    """Where two values met, the version that stands there."""
    chosen: int | None = None
    """The version over which the text's value was chosen to stand."""
    asks: bool = False
    note: str = ""
    unchanged: bool = False
    left: bool = False
    counted: str = ""
    """What the register counts where nobody typed a value, with the page of its list."""
    list_href: str = ""

    @property
    def may_stay(self) -> bool:
        """Tell whether it is asked if the cell stays as it is: something stands there, or something is missing."""
        return self.left or (not self.unchanged and (bool(self.old) or self.asks or self.meets is not None))

    @property
    def stuck(self) -> bool:
        """Tell whether something keeps it from being written."""
        return any(one.look == "error" for one in self.remarks)


def cell_rows(plan: Plan, report_id: int, answers: Answers) -> list[CellRow]:
    """Return the cells of a plan, with what somebody said to them."""
    return [_row(one, report_id, answers) for one in plan.cells]


def _row(plan: CellPlan, report_id: int, answers: Answers) -> CellRow:
    met = next((one for one in plan.findings if one.code == CONFLICT), None)
    asks = not plan.left and (bool(plan.entry.note) or any(one.code == REASON for one in plan.findings))
    return CellRow(
        str(plan.cell),
        plan.label,
        [row.number for row in plan.rows],
        write_amount(plan.stands),
        write_amount(plan.entry.amount),
        reports_at.cell(report_id, str(plan.cell)),
        [_remark(one) for one in plan.findings],
        _version(met) if met is not None else None,
        chosen=answers.over.get(str(plan.cell)),
        asks=asks,
        note=plan.entry.note,
        unchanged=plan.unchanged,
        left=plan.left,
        counted=write_amount(plan.counted.amount) if plan.counted is not None else "",
        list_href=plan.counted.link if plan.counted is not None else "",
    )


def _remark(finding: Finding) -> Remark:
    """Say a finding; of two values that met both are told."""
    if finding.code != CONFLICT:
        return remark_of(finding)
    words = gettext("“%(label)s” was saved meanwhile: %(theirs)s stands there, the text says %(yours)s. Keep one.")
    both = {name: _said(finding.params.get(name)) for name in ("yours", "theirs")}
    return Remark("error", words % {"label": finding.params.get("label", ""), **both}, finding.code)


def _said(value: object) -> str:
    return (write_amount(value) if isinstance(value, Amount) else "") or gettext("not entered")


def _version(met: Finding) -> int:
    version = met.params.get("version", 0)
    return version if isinstance(version, int) else 0


# ------------------------------------------------------------------ a kept sentence


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A kept sentence in the list of its report; `view` None: it tells a small count that this person does not read."""

    href: str
    label: str
    author: str
    view: "KeptView | None"


def kept_row(kept: KeptSentence, lines: Mapping[CellKey, Line], *, small: bool) -> KeptRow:
    """Return a kept sentence as a row, under the label of its line."""
    line = lines.get(parse_cell_key(kept.cell)) if kept.cell else None
    label = line.label if line is not None else kept.cell
    view = None if kept.small and not small else kept_view(kept)
    return KeptRow(addresses.kept_sentence(kept.pk), label, kept.author, view)


@dataclass(frozen=True, slots=True)
class KeptView:
    """A kept sentence in three parts, with the number or the words in the middle."""

    before: str
    marked: str
    after: str
    amount: str
    href: str = ""


def kept_view(kept: KeptSentence) -> KeptView:
    """Return a kept sentence as its page shows it."""
    amount = ""
    if kept.said:
        said = Amount(Said(kept.said), kept.amount, kept.denominator, Bound(kept.bound), kept.words)
        amount = write_amount(said)
    return KeptView(
        kept.sentence[: kept.start],
        kept.sentence[kept.start : kept.end],
        kept.sentence[kept.end :],
        amount,
        reports_at.cell(kept.report_id, kept.cell) if kept.cell else "",
    )
