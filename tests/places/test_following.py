"""Areas follow their commune."""

from datetime import date
from decimal import Decimal

from binhyen.places.rules.following import Stay, follow
from binhyen.places.rules.lineage import Became

FOUNDED, RENAMED, MERGED = date(2015, 1, 1), date(2023, 4, 10), date(2025, 7, 1)


def test_an_area_stays_when_its_commune_only_takes_another_kind() -> None:
    stays = [Stay(5, "1.2.3.5.", FOUNDED, RENAMED), Stay(5, "1.2.3.5.", RENAMED)]
    assert follow(5, date(2020, 1, 1), stays, {}) == (Stay(5, "1.2.3.5.", date(2020, 1, 1)),)


def test_an_area_goes_with_the_whole_of_its_commune() -> None:
    stays = [Stay(5, "1.2.3.5.", FOUNDED, MERGED), Stay(9, "1.2.9.", MERGED)]
    followed = follow(5, FOUNDED, stays, {5: Became(5, 9, MERGED, Decimal(1))})
    assert followed == (Stay(5, "1.2.3.5.", FOUNDED, MERGED), Stay(9, "1.2.9.", MERGED))


def test_an_area_of_a_commune_that_was_split_ends_with_it() -> None:
    stays = [Stay(5, "1.2.3.5.", FOUNDED, MERGED), Stay(9, "1.2.9.", MERGED)]
    assert follow(5, FOUNDED, stays, {}) == (Stay(5, "1.2.3.5.", FOUNDED, MERGED),)
