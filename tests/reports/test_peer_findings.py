"""What like reporters say, beside a report that is being filled in: what is far above them stands out at its cell."""

import pytest

from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.kernel.amounts import Amount, Bound, exactly, roughly, vaguely
from binhyen.reports.models import Report
from binhyen.reports.queries.checks import peers_for_checks
from binhyen.reports.queries.entry import sheet_of
from binhyen.reports.queries.figures import current_values
from tests.reports.factories import NOW
from tests.reports.office import Office, an_office
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
ABOVE = "check.flow_above_peers"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    made = an_office(more=3)
    for place in made.communes:
        made.sent(place)
    return made


def codes(report: Report, cell: str = "leaflets") -> list[str]:
    line = sheet_of(report).line_at(cell)
    assert line is not None
    return [one.code for one in line.findings]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        (exactly(40_000), True),
        (roughly(40_000, Bound.OVER), True),
        (roughly(40_000, Bound.NEARLY), False),
        (vaguely("hàng vạn"), False),
        (exactly(350), False),
        (exactly(0), False),
    ],
)
def test_a_number_far_above_its_peers_stands_out_while_it_is_entered(
    office: Office, said: Amount, *, stands: bool
) -> None:
    office.town.save({"leaflets": said}, by=office.lan.actor)
    assert (ABOVE in codes(office.report())) is stands


def test_it_stands_on_the_page_of_the_report(office: Office) -> None:
    office.town.save({"leaflets": 40_000}, by=office.lan.actor)
    page = office.client("lan").get(f"/bao-cao/{office.report().pk}/").content.decode()
    assert "mức giữa của các nơi cùng loại (350)" in page


def test_peers_are_asked_about_large_numbers_alone(office: Office) -> None:
    office.town.save({"leaflets": 40_000, "propaganda_sessions": 8}, by=office.lan.actor)
    report = office.report()
    version = report.collection.version
    values = current_values([report.pk])[report.pk]
    assert set(peers_for_checks(report, content_of(version), cells_of(version), values)) == {key("leaflets")}
