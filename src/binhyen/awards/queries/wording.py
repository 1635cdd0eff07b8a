"""The Vietnamese names of forms, authorities, laws and sources, as papers write them."""

from collections.abc import Sequence
from datetime import date

from binhyen.awards.rules.course import chosen_instrument, received_on
from binhyen.awards.rules.deciding import Case
from binhyen.awards.rules.instruments import instrument_for
from binhyen.awards.rules.model import UNSPLIT
from binhyen.awards.rules.shelf import law
from binhyen.indicators.queries import dims

SOURCE_NAMES = {
    "province_fund": "Quỹ thi đua, khen thưởng của tỉnh",
    "commune_fund": "Quỹ thi đua, khen thưởng của xã",
    "police": "kinh phí của Công an",
    "association": "kinh phí của hội, đoàn thể",
    "unit": "kinh phí của đơn vị",
    "socialised": "nguồn xã hội hóa",
    "other": "nguồn khác",
}


def form_name(form: str, authority: str = "") -> str:
    """Return a form's name, with whose it is: "Bằng khen của Chủ tịch UBND tỉnh"."""
    known = law().forms.get(form)
    name = known.name if known else dims()["award_kind"].values.get(form, form)
    return f"{name} của {authority_name(authority)}" if authority and authority != UNSPLIT else name


def authority_name(authority: str) -> str:
    """Return an authority's name."""
    return dims()["awarded_by"].values.get(authority, authority)


def source_name(source: str) -> str:
    """Return a source of money as papers write it; "" for none."""
    return SOURCE_NAMES.get(source, "")


def event_of(cases: Sequence[Case]) -> str:
    """Return the occasion that all cases share; "" where they do not."""
    events = {case.facts.text("event") for case in cases}
    return events.pop() if len(events) == 1 else ""


def law_of(case: Case, on: date) -> tuple[str, ...]:
    """Return the law, decree and circular that a case is decided under."""
    instrument = instrument_for(law(), received_on(case.facts, case.steps) or on, chosen_instrument(case.steps))
    return (instrument.law, instrument.decree, instrument.circular) if instrument else ()
