"""Our own Vietnamese order against ICU's, on every name of the country's map."""

import pytest
from django.conf import settings
from django.db.models.functions import Collate

from binhyen.kernel.vietnamese import sort_key
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, place_named
from tests.places.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country_map")]


@pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="only PostgreSQL knows ICU's collations"
)
def test_all_names_stand_in_the_order_of_icu() -> None:
    ordered = PlaceVersion.objects.order_by(Collate("name", "vi-x-icu"), Collate("name", "C"))
    names = list(dict.fromkeys(ordered.values_list("name", flat=True)))
    assert len(names) > 8_000
    assert names == sorted(names, key=lambda name: (sort_key(name), name))


def test_provinces_stand_in_vietnamese_order() -> None:
    day = AT.date()
    names = [one.name for one in children_of(place_named("VN", day).place_id, day)]
    assert names[:9] == [
        "An Giang",
        "Bắc Ninh",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Đồng Nai",
    ]


def test_no_key_is_longer_than_its_column() -> None:
    assert max(len(key) for key in PlaceVersion.objects.values_list("sort_key", flat=True)) <= 500
    assert len(sort_key("Ằ" * 120)) <= 500
