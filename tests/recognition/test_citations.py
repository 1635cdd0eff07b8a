"""Instruments as letters cite them."""

from dataclasses import replace

from binhyen.recognition.rules.citations import citation
from binhyen.recognition.rules.shelf import pack_named


def test_a_circular_is_cited_with_its_number_day_issuer_and_title() -> None:
    words = citation(pack_named("tt124-2021").source)
    assert words.startswith("Thông tư số 124/2021/TT-BCA ngày 28 tháng 12 năm 2021 của Bộ trưởng Bộ Công an quy định ")


def test_what_is_not_known_of_an_instrument_is_left_out() -> None:
    source = pack_named("tt124-2021").source
    assert citation(replace(source, issued=None)) == source.instrument
    assert citation(replace(source, issuer="")) == source.instrument
