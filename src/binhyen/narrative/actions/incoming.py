"""Taking texts in: opened, read, kept with everything that was found in them until a person has decided."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from binhyen.audit.actions import Deed, record
from binhyen.documents.readers import Document, read_document, read_pasted
from binhyen.indicators.queries import catalogue
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import DECIMALS, LIMIT, Said
from binhyen.kernel.findings import Finding, Refused, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.models import IncomingText, Proposal
from binhyen.narrative.queries.incoming import enters, taken_again
from binhyen.narrative.queries.proposals import place_of, target_of
from binhyen.narrative.reader import read as read_figures
from binhyen.narrative.reader.figures import About, Figure, Reading
from binhyen.narrative.rules.diacritics import is_bare
from binhyen.narrative.rules.forgetting import TextLife, forgotten_on
from binhyen.narrative.rules.placing import Placed, place_figures, untold_years
from binhyen.narrative.rules.sums import Flag, flags_of
from binhyen.reports.models import Report
from binhyen.reports.queries.reports import reports_seen_by

MOST = 5_000
"""Figures of one text that are proposed; of a longer one the first."""
_MARKED = "documents.secret"
_OCR = "documents.recognised"
Reader = Callable[[str, About], Reading]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text as it was sent: a file, or pasted words; whose words they are, and when they were written."""

    report_id: int
    author: str
    content: bytes = b""
    name: str = ""
    pasted: str = ""
    about_date: date | None = None


def take_text(*, arrived: Arrived, by: Actor, at: datetime, read: Reader = read_figures) -> IncomingText:
    """Open a text, read it and keep it with its proposals until it is confirmed, discarded or forgotten.

    Refused: what cannot be opened (`documents.*`); a text marked as a state secret, of which nothing is kept but an
    entry of the log; the same text while it is open; a report that this person may not write now.
    """
    report = _report(arrived.report_id, by, at)
    document, digest = _opened(arrived, report, by, at)
    before = list(taken_again(report.pk, digest)[:1])
    if before and before[0].state == TextLife.OPEN:
        params = {"text": before[0].pk}
        raise Refused(Finding("narrative.open_already", _OPEN_ALREADY, params=params, where="paper"))
    written = arrived.about_date
    about = About(written.isoformat() if written else "", place_of(report).name)
    reading = read(document.text, about)
    return _kept(_Taken(arrived, report, document, digest, reading, bool(before)), by, at)


_OPEN_ALREADY = gettext_noop("This text is being read for this report already. Go on there, or discard it first.")
_AGAIN = gettext_noop("The same text was read for this report before.")
_BARE = gettext_noop(
    "The text has no diacritics: it is read in part only. Compare every figure with the text, and type what is missing."
)
_TOO_MANY = gettext_noop("The text has %(found)s figures; the first %(most)s are proposed. Divide it to read the rest.")


def _report(report_id: int, by: Actor, at: datetime) -> Report:
    day = localdate(at)
    report = reports_seen_by(by, day).select_related("collection__version__form", "place").filter(pk=report_id).first()
    if report is None:
        raise Http404
    enters(by, report, day).require()
    return report


def _opened(arrived: Arrived, report: Report, by: Actor, at: datetime) -> tuple[Document, str]:
    try:
        if arrived.pasted:
            document, raw = read_pasted(arrived.pasted), arrived.pasted.encode()
        else:
            document, raw = read_document(arrived.content, arrived.name, seconds=settings.OCR_SECONDS), arrived.content
    except Refused as refusal:
        if refusal.code == _MARKED:
            _note_secret(report, by, at)
        raise
    return document, hashlib.sha256(raw).hexdigest()


@transaction.atomic
def _note_secret(report: Report, by: Actor, at: datetime) -> None:
    """Say in the log that something was refused unread: when, by whom, for which report; nothing of the text."""
    record(Deed("narrative.refused_secret", "report", report.pk, report.place_path), by=by, at=at)


# ------------------------------------------------------------------ what is kept


@dataclass(frozen=True, slots=True)
class _Taken:
    """A text that was opened and read."""

    arrived: Arrived
    report: Report
    document: Document
    digest: str
    reading: Reading
    again: bool

    @property
    def figures(self) -> list[Figure]:
        """The figures that a form may hold: of the others not even an amount is kept."""
        known = catalogue()
        return [one for one in self.reading.figures if (found := known.find(one.indicator)) and found.in_forms]

    @property
    def remarks(self) -> list[Finding]:
        """What is to be said of the text."""
        found = list(self.document.remarks)
        if self.again:
            found.append(Finding("narrative.again", _AGAIN, Severity.INFO))
        if is_bare(self.document.text):
            found.append(Finding("narrative.bare_text", _BARE, Severity.WARNING))
        if len(self.figures) > MOST:
            params = {"found": len(self.figures), "most": MOST}
            found.append(Finding("narrative.too_many", _TOO_MANY, Severity.WARNING, params))
        return found


@transaction.atomic
def _kept(taken: _Taken, by: Actor, at: datetime) -> IncomingText:
    document, arrived, figures = taken.document, taken.arrived, taken.figures
    starts = {one.start for one in figures}
    text = IncomingText.objects.create(
        report=taken.report,
        name=arrived.name[-200:],
        author=" ".join(arrived.author.split())[:200],
        kind=document.kind,
        sha256=taken.digest,
        text=document.text,
        about_date=arrived.about_date,
        remarks=[_plain(one) for one in taken.remarks],
        pages=document.pages,
        ocr=any(one.code == _OCR for one in document.remarks),
        left_out=[one.start for one in taken.reading.figures if one.start not in starts],
        forget_on=forgotten_on(localdate(at)),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    rows = _proposals(text, figures[:MOST])
    Proposal.objects.bulk_create(rows, batch_size=500)
    data = {"report": taken.report.pk, "kind": document.kind.value, "sha256": taken.digest, "proposals": len(rows)}
    record(Deed("narrative.take_text", "text", text.pk, taken.report.place_path, data), by=by, at=at)
    return text


def _plain(finding: Finding) -> dict[str, object]:
    params = {key: value if isinstance(value, int) else str(value) for key, value in finding.params.items()}
    return {"code": finding.code, "message": finding.message, "severity": finding.severity.value, "params": params}


def _proposals(text: IncomingText, figures: Sequence[Figure]) -> list[Proposal]:
    written = text.about_date
    target = target_of(text.report)
    untold = untold_years(text.text, written, target.period)
    figures = [replace(one, period="") if one.period in untold else one for one in figures]
    placed = place_figures(figures, replace(target, written=written), catalogue())
    flags = _by_figure(flags_of(text.text, figures))
    return [
        _proposal(text, number, figure, place, flags.get(number - 1, []))
        for number, (figure, place) in enumerate(zip(figures, placed, strict=True), 1)
    ]


def _by_figure(flags: Iterable[Flag]) -> dict[int, list[dict[str, object]]]:
    found: dict[int, list[dict[str, object]]] = {}
    for one in flags:
        for index in one.figures:
            found.setdefault(index, []).append({"code": one.code, "params": one.params})
    return found


def _proposal(
    text: IncomingText, number: int, figure: Figure, place: Placed, flags: list[dict[str, object]]
) -> Proposal:
    amount = place.amount
    return Proposal(
        text=text,
        number=number,
        start=figure.start,
        end=figure.end,
        indicator=figure.indicator,
        dims=dict(figure.dims),
        said=amount.said,
        amount=amount.value,
        denominator=amount.denominator,
        bound=amount.bound,
        words=amount.words if amount.said is Said.VAGUE else "",
        low=_storable(figure.low),
        high=_storable(figure.high),
        unit=figure.unit[:60],
        period=figure.period[:24],
        place=figure.place[:120],
        measure=figure.measure,
        confidence=_certainty(figure.confidence),
        reason=figure.reason[:200],
        cell=str(place.cell) if place.cell is not None else "",
        offered=place.offered,
        why=place.why or "",
        beside=place.beside + 1 if place.beside is not None else None,
        flags=flags,
    )


def _certainty(confidence: float) -> Decimal:
    """Return a confidence in hundredths, never rounded up: what is not quite sure is not sure."""
    return Decimal(str(min(1.0, max(0.0, confidence)))).quantize(Decimal("0.01"), ROUND_DOWN)


def _storable(number: Decimal | None) -> Decimal | None:
    fits = number is not None and 0 <= number < LIMIT and number == round(number, DECIMALS)
    return number if fits else None
