"""The principles A1 to A8 as checks over plain values (Luật Thi đua, khen thưởng Đ5; NĐ 152/2025/NĐ-CP Đ4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.awards.rules.model import SPENT, Achievement, Council
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import is_under
from binhyen.kernel.vietnamese import fold, short_date

LAW_5 = "Luật Thi đua, khen thưởng, Điều 5"
DECREE_4 = "Nghị định số 152/2025/NĐ-CP, Điều 4"
_ROUND = 5


@dataclass(frozen=True, slots=True)
class Honour:
    """An award, given or proposed, as far as A1 asks: who got it, where, for what, when."""

    record_id: int
    title: str
    recipient: str
    place_paths: tuple[str, ...]
    event: str = ""
    since: date | None = None
    until: date | None = None
    is_title: bool = False
    proposal: int = 0
    """The proposal that an award was given for: they are one case."""


def same_recipient(one: Honour, other: Honour) -> bool:
    """Tell whether two names are the same one's: written alike whatever the diacritics, and one place in the other."""
    if fold(one.recipient) != fold(other.recipient) or not one.recipient.strip():
        return False
    return any(
        is_under(here, there) or is_under(there, here) for here in one.place_paths for there in other.place_paths
    )


def same_achievement(one: Honour, other: Honour) -> bool:
    """Tell whether two awards seem to be for one achievement: the same occasion, or days that overlap.

    A title of emulation and a form of award may both be given (NĐ 152/2025/NĐ-CP Đ49).
    """
    if one.is_title != other.is_title:
        return False
    if one.event.strip() and fold(one.event) == fold(other.event):
        return True
    if one.since is None or one.until is None or other.since is None or other.until is None:
        return False
    return one.since <= other.until and other.since <= one.until


def duplicate_finding(one: Honour, others: Sequence[Honour], apart: str) -> Finding | None:
    """Say which award seems to have been given for the same achievement (A1); none once somebody said why it is not."""
    if apart.strip():
        return None
    apart_from = [other for other in others if not _one_case(one, other)]
    found = next((other for other in apart_from if same_recipient(one, other) and same_achievement(one, other)), None)
    if found is None:
        return None
    message = gettext_noop(
        "“%(other)s” seems to be for the same achievement, and one achievement is awarded once. If it is another one, "
        "say why."
    )
    return Finding("awards.awarded_already", message, params={"other": found.title}, where="apart", source=LAW_5)


def _one_case(one: Honour, other: Honour) -> bool:
    own, its = {one.record_id, one.proposal} - {0}, {other.record_id, other.proposal} - {0}
    return bool(own & its)


def spent_findings(achievement: str, used: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Refuse results of awards for sudden or thematic achievements as the basis of one of merit (A3).

    `used` are the awards that a proposal rests on: their titles and types.
    """
    if achievement != Achievement.MERIT:
        return
    for title, kind in used:
        if kind in SPENT:
            message = gettext_noop(
                "“%(title)s” was given for a sudden or thematic achievement. Its result is no basis for an award of "
                "merit: take it off the proposal."
            )
            yield Finding("awards.spent_achievement", message, params={"title": title}, source=DECREE_4)


def discipline_findings(since: date | None, ended_on: date | None) -> Iterator[Finding]:
    """Refuse achievements of days before discipline ended (A4)."""
    if ended_on is None:
        return
    if since is None or since < ended_on:
        message = gettext_noop(
            "After discipline an achievement counts from the day on which it ended (%(ended)s). Begin the achievement "
            "there, or later."
        )
        yield Finding(
            "awards.before_discipline_ended",
            message,
            params={"ended": short_date(ended_on)},
            where="achieved_since",
            source=DECREE_4,
        )


def limit_findings(
    council: Council | None, achievement: str, same_event: int, anniversary: int | None
) -> Iterator[Finding]:
    """Refuse thematic awards above what the province settled, or in a year that is not round (A8)."""
    if council is None or achievement != Achievement.THEMATIC:
        return
    if council.most_thematic is not None and same_event > council.most_thematic:
        message = gettext_noop("Your province allows %(most)s awards for one thematic occasion; this would be %(now)s.")
        params = {"most": council.most_thematic, "now": same_event}
        yield Finding("awards.too_many_thematic", message, params=params, where="event", source=council.instrument)
    if council.round_years and anniversary and anniversary % _ROUND:
        message = gettext_noop("Your province awards anniversaries in round years alone; %(years)s years are none.")
        params = {"years": anniversary}
        yield Finding("awards.not_a_round_year", message, params=params, where="anniversary", source=council.instrument)


def order_hint(*, women: bool) -> int:
    """Return what equals are sorted by: women and collectives of at least 70 % women first (A5)."""
    return 0 if women else 1
