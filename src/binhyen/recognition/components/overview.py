"""Rows of the pages of rounds and lists: figures that open, bars, chips."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.vietnamese import fold, percent
from binhyen.recognition.components.words import Chip, chip_of, chip_of_state, is_late, kind_icon, kind_name
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.queries.pages import communes_of_rows
from binhyen.recognition.queries.rounds import CommuneCounts, KindCounts, settings_of_round
from binhyen.recognition.rules import addresses
from binhyen.sheets.rules.columns import CellType, Column
from binhyen.sheets.writers import Out
from binhyen.ui.components.parts import Choice, Segment
from binhyen.ui.components.states import state_of

_SEVENTY = 70


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the list that it opens into."""

    amount: int
    href: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """How a kind stands."""

    name: str
    icon: str
    segments: Sequence[Segment]
    figures: Sequence[tuple[str, Figure]]
    concluded: str


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """How a commune stands."""

    counts: CommuneCounts
    href: str
    chip: Chip
    segments: Sequence[Segment]
    areas: Figure
    areas_met: Figure
    units: Figure
    units_met: Figure
    share: str
    late: Figure
    days_late: int


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of the list of dossiers."""

    dossier: Dossier
    href: str
    kind: str
    icon: str
    commune: str
    chip: Chip
    late: bool


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One line of the list of rounds."""

    round: Round
    registration_by: date
    decide_by: date | None
    council: bool


def round_row(opened: Round) -> RoundRow:
    """Return a round's line."""
    settings = settings_of_round(opened)
    last = max(settings.decide_by.values(), default=None)
    return RoundRow(opened, settings.registration_by, last, settings.council_required)


def unappraised(counts: Iterable[KindCounts]) -> str:
    """Return the share of units whose figures nobody has appraised yet, as a percentage."""
    listed = list(counts)
    return percent(sum(one.unappraised for one in listed), sum(one.must for one in listed))


def legend() -> list[Segment]:
    """Return the key of the bars."""
    return [
        Segment("met", 0, gettext("Met")),
        Segment("not", 0, gettext("Not met")),
        Segment("unknown", 0, gettext("Not enough grounds to conclude")),
        Segment("doing", 0, gettext("In progress")),
    ]


def columns_of_kinds() -> list[tuple[str, str]]:
    """Return the names of the overview's numbers with their headings."""
    return [
        ("must", gettext("To be examined")),
        ("met", gettext("Met")),
        ("not_met", gettext("Not met")),
        ("cannot_conclude", gettext("Not enough grounds to conclude")),
        ("doing", gettext("In progress")),
        ("late", gettext("Overdue")),
    ]


def kind_rows(opened: Round, counts: Iterable[KindCounts]) -> list[KindRow]:
    """Return the rows of the overview."""
    return [_kind_row(opened, one) for one in counts]


def _kind_row(opened: Round, counts: KindCounts) -> KindRow:
    def figure(name: str) -> Figure:
        query = {"round": opened.pk, "kind": counts.kind, "stand": name}
        return Figure(getattr(counts, name), addresses.dossiers(query))

    return KindRow(
        name=kind_name(counts.kind),
        icon=kind_icon(counts.kind),
        segments=_segments(counts.met, counts.not_met, counts.cannot_conclude, counts.doing),
        figures=[(heading, figure(name)) for name, heading in columns_of_kinds()],
        concluded=percent(counts.concluded, counts.must),
    )


def _segments(*amounts: int) -> list[Segment]:
    return [Segment(look, amount) for look, amount in zip(("met", "not", "unknown", "doing"), amounts, strict=True)]


def commune_row(opened: Round, counts: CommuneCounts, today: date) -> CommuneRow:
    """Return a commune's row."""

    def figure(amount: int, **query: object) -> Figure:
        return Figure(amount, addresses.dossiers({"round": opened.pk, "commune": counts.commune_id, **query}))

    doing = counts.areas_total - counts.areas_met - counts.areas_not_met - counts.areas_cannot_conclude
    area = "residential_area"
    return CommuneRow(
        counts=counts,
        href=addresses.dossier(counts.dossier_id),
        chip=chip_of(Dossier(state=counts.state, result=counts.result)),
        segments=_segments(counts.areas_met, counts.areas_not_met, counts.areas_cannot_conclude, doing),
        areas=figure(counts.areas_total, kind=area, stand="must"),
        areas_met=figure(counts.areas_met, kind=area, stand="met"),
        units=figure(counts.units_total, group="units", stand="must"),
        units_met=figure(counts.units_met, group="units", stand="met"),
        share=percent(counts.recognised, counts.eligible),
        late=figure(counts.late, stand="late"),
        days_late=(today - counts.oldest_due).days if counts.oldest_due else 0,
    )


@dataclass(frozen=True, slots=True)
class CommuneQuery:
    """What the table of communes is narrowed to."""

    show: str = ""
    text: str = ""
    district: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "CommuneQuery":
        """Read it from an address; an unknown chip is none."""
        show = asked.get("show", "")
        return cls(show if show in _TESTS else "", asked.get("q", "")[:100], asked.get("district", "")[:200])


_TESTS: Mapping[str, Callable[[CommuneCounts], bool]] = {
    "": lambda _one: True,
    "late": lambda one: one.late > 0,
    "below": lambda one: one.recognised * 100 < one.eligible * _SEVENTY,
    "waiting": lambda one: one.state in ("submitted", "appraised", "voted"),
    "decided": lambda one: one.state == "decided",
}


def communes_chosen(rows: Sequence[CommuneCounts], asked: CommuneQuery) -> list[CommuneCounts]:
    """Narrow communes to a chip, a word without diacritics and a district."""
    test, words = _TESTS[asked.show], fold(asked.text.strip())
    return [one for one in rows if test(one) and words in one.fold and one.path.startswith(asked.district)]


def commune_chips(rows: Sequence[CommuneCounts]) -> list[Choice]:
    """Return the chips over the table of communes, with their counts."""
    words = {
        "": gettext("All"),
        "late": gettext("Overdue"),
        "waiting": gettext("Waiting for the decision"),
        "below": gettext("Below 70 %"),
        "decided": gettext("Decided"),
    }
    chips = [Choice(value, word, sum(map(_TESTS[value], rows))) for value, word in words.items()]
    return [chip for chip in chips if chip.count or not chip.value]


def export_columns() -> tuple[Column, ...]:
    """Return the columns of the exported table of communes."""
    return (
        Column("name", "Xã, phường", width=30),
        Column("areas_met", "Khu dân cư đạt", CellType.INT),
        Column("areas", "Khu dân cư", CellType.INT),
        Column("units_met", "Cơ quan, doanh nghiệp, cơ sở giáo dục đạt", CellType.INT, width=24),
        Column("units", "Cơ quan, doanh nghiệp, cơ sở giáo dục", CellType.INT, width=24),
        Column("share", "Tỷ lệ được công nhận"),
        Column("state", "Hồ sơ cấp xã", width=30),
        Column("late", "Việc quá hạn", CellType.INT),
    )


def export_rows(rows: Iterable[CommuneRow]) -> Iterable[list[Out]]:
    """Return communes as the columns of the workbook have them."""
    for row in rows:
        one = row.counts
        yield [
            one.name,
            one.areas_met,
            one.areas_total,
            one.units_met,
            one.units_total,
            row.share,
            row.chip.word or gettext(state_of(row.chip.code).label),
            one.late,
        ]


# ------------------------------------------------------------------ lists of dossiers


def dossier_rows(rows: Sequence[Dossier], today: date) -> list[DossierRow]:
    """Return the lines of a list of dossiers: one query for the communes. Needs `round` loaded."""
    communes = communes_of_rows(rows)
    settings = {one.round_id: settings_of_round(one.round) for one in rows}
    return [
        DossierRow(
            dossier=one,
            href=addresses.dossier(one.pk),
            kind=kind_name(one.kind),
            icon=kind_icon(one.kind),
            commune="" if one.kind == "commune" else communes.get((one.round_id, one.commune_id), ""),
            chip=chip_of(one),
            late=is_late(one, settings[one.round_id], today),
        )
        for one in rows
    ]


def state_chips(counted: Iterable[tuple[str, int]]) -> list[Choice]:
    """Return the states of a list with how many there are, all first."""
    found = [Choice(state, state_word(state), amount) for state, amount in counted]
    return [Choice("", gettext("All"), sum(one.count or 0 for one in found)), *found]


def state_word(state: str) -> str:
    """Return the word of a state, as its chip says it."""
    chip = chip_of_state(state)
    return chip.word or gettext(state_of(chip.code).label)
