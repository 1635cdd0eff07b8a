"""Two offices at once: no site is left standing when its scheme ends, no year is reviewed twice."""

from functools import partial

from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Record, Step
from binhyen.schemes.actions.dissolving import dissolve_scheme
from binhyen.schemes.models import Site
from binhyen.schemes.registers import SCHEMES
from tests.accounts.factories import a_land, ba_lan
from tests.races import MEETS, together
from tests.registers.factories import NOW
from tests.schemes.factories import a_scheme, a_site, step

pytestmark = MEETS


def test_a_scheme_that_ends_leaves_no_site_behind() -> None:
    land = a_land()
    lan = ba_lan(land).actor
    scheme = a_scheme(land.an_phu, lan)
    a_site(scheme, land.village, lan)
    last = step("dissolved", "01/09/2026", reason="done")
    end = partial(dissolve_scheme, record_id=scheme.record_id, step=last, by=lan, at=NOW)
    begin = partial(a_site, scheme, land.village, lan, name="Chợ")
    ended = together(end, begin)
    assert ended in (["done", "schemes.site_after_scheme"], ["done", "schemes.sites_still_stand"], ["done", "done"])
    if Record.objects.get(pk=scheme.record_id).state == "dissolved":
        assert not Site.objects.filter(superseded_at=None, until=None).exists()


def test_a_year_is_reviewed_once() -> None:
    land = a_land()
    lan = ba_lan(land).actor
    scheme = a_scheme(land.an_phu, lan)
    rate = [
        partial(
            take_step,
            register=SCHEMES,
            record_id=scheme.record_id,
            step=step("reviewed", "01/10/2026", year=2026, level=level),
            by=lan,
            at=NOW,
        )
        for level in ("effective", "average")
    ]
    assert together(*rate) == ["done", "schemes.reviewed_twice"]
    assert Step.objects.count() == 1
