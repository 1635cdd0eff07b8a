"""The score sheet of the yearly review: criteria with their points, and from how many points a level begins.

HD 22/HD-BCA-V05 asks for a review; its criteria and thresholds are not known here [NF]. So a sheet is data: what is
shipped only proposes criteria, and a province or commune sets its own, with the document that it rests on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.schemes.rules.kinds import RATINGS

MOST_POINTS = 1000
_MOST_CRITERIA = 30


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion and the points that it can give."""

    code: str
    text: str
    most: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in force from a day.

    `effective` and `average` are the points from which those levels begin; None: no level is proposed.
    """

    since: date
    criteria: tuple[Criterion, ...]
    effective: int | None = None
    average: int | None = None
    basis: str = ""

    @property
    def most(self) -> int:
        """All points that can be given."""
        return sum(one.most for one in self.criteria)

    def level_of(self, points: int) -> str:
        """Return the level that points lead to; "" where the sheet has no thresholds."""
        if self.effective is None or self.average is None:
            return ""
        effective, average, ineffective = RATINGS
        if points >= self.effective:
            return effective
        return average if points >= self.average else ineffective


def sheet_findings(sheet: Sheet) -> Iterable[Finding]:
    """Refuse a sheet without criteria, with too many, with points that give nothing, or with reversed thresholds."""
    if not sheet.criteria or len(sheet.criteria) > _MOST_CRITERIA:
        message = gettext_noop("A sheet has 1 to %(most)s criteria, one a line with its points.")
        yield Finding("schemes.sheet_of_no_use", message, params={"most": _MOST_CRITERIA}, where="criteria")
    if any(not 0 < one.most <= MOST_POINTS for one in sheet.criteria):
        message = gettext_noop("Each criterion gives 1 to %(most)s points.")
        yield Finding("schemes.odd_points", message, params={"most": MOST_POINTS}, where="criteria")
    if (sheet.effective is None) != (sheet.average is None):
        message = gettext_noop("Write both thresholds, or neither.")
        yield Finding("schemes.half_thresholds", message, where="average")
    elif sheet.effective is not None and sheet.average is not None and not _ordered(sheet):
        message = gettext_noop(
            "The threshold of “effective” is above that of “average”, and none is above all points (%(most)s)."
        )
        yield Finding("schemes.reversed_thresholds", message, params={"most": sheet.most}, where="effective")


def _ordered(sheet: Sheet) -> bool:
    return 0 < (sheet.average or 0) < (sheet.effective or 0) <= sheet.most


def points_findings(sheet: Sheet, points: Mapping[str, int | None]) -> Iterable[Finding]:
    """Refuse points that are missing or above what a criterion can give."""
    for one in sheet.criteria:
        given = points.get(one.code)
        if given is None or not 0 <= given <= one.most:
            message = gettext_noop("0 to %(most)s points for “%(criterion)s”.")
            params = {"most": one.most, "criterion": one.text}
            yield Finding("schemes.points_out_of_range", message, params=params, where=one.code)


def sheet_from_data(data: Mapping[str, object], since: date) -> Sheet:
    """Read a sheet as it is kept."""
    listed = data.get("criteria")
    rows: Sequence[Mapping[str, object]] = listed if isinstance(listed, list) else []
    criteria = tuple(Criterion(str(row["code"]), str(row["text"]), int(str(row["most"]))) for row in rows)
    return Sheet(
        since, criteria, _whole(data.get("effective")), _whole(data.get("average")), str(data.get("basis") or "")
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def sheet_to_data(sheet: Sheet) -> dict[str, object]:
    """Return a sheet as it is kept."""
    return {
        "criteria": [{"code": one.code, "text": one.text, "most": one.most} for one in sheet.criteria],
        "effective": sheet.effective,
        "average": sheet.average,
        "basis": sheet.basis,
    }
