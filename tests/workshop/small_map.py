"""A map of a few communes over the merger of July 2025."""

from datetime import date
from decimal import Decimal

from binhyen.kernel.trees import child_path
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.rules.kinds import Tier

NEW_MAP = date(2025, 7, 1)


class SmallMap:
    """Two provinces of today, of three before; seven old communes of which five went over whole and two were split."""

    def __init__(self) -> None:
        self.nation = self.place(Tier.NATION, "VN", "country", None)
        north = self.place(Tier.PROVINCE, "01", "province", self.nation)
        south = self.place(Tier.PROVINCE, "02", "province", self.nation)
        gone = self.place(Tier.PROVINCE, "03", "province", self.nation, until=NEW_MAP)
        self.step(gone, south, Decimal(1))
        districts = [
            self.place(Tier.DISTRICT, f"{at:03d}", "rural_district", above, until=NEW_MAP)
            for at, above in enumerate((north, south, gone), start=1)
        ]
        fresh = [
            self.place(Tier.COMMUNE, f"9000{at}", "ward" if at == 1 else "commune", above, since=NEW_MAP)
            for at, above in enumerate((north, north, south), start=1)
        ]
        old = [self.place(Tier.COMMUNE, f"0000{at}", "commune", districts[at % 3], until=NEW_MAP) for at in range(1, 8)]
        for at, one in enumerate(old, start=1):
            heirs = {0: fresh[:2], 1: fresh[2:], 2: fresh[2:]}[at % 3]
            share = Decimal(1) if len(heirs) == 1 or at == 3 else None
            for heir in heirs[:1] if at == 3 else heirs:
                self.step(one, heir, share)

    def place(
        self,
        tier: Tier,
        code: str,
        kind: str,
        above: PlaceVersion | None,
        *,
        since: date = date(2008, 8, 1),
        until: date | None = None,
    ) -> PlaceVersion:
        place = Place.objects.create(tier=tier)
        path = child_path(above.path if above else "", place.pk)
        return PlaceVersion.objects.create(
            place=place, valid_from=since, valid_to=until, code=code, name=code, kind=kind, path=path, fold=code,
            parent_id=above.place_id if above else None, sort_key=code, source="thử",
        )  # fmt: skip

    def step(self, old: PlaceVersion, new: PlaceVersion, share: Decimal | None) -> None:
        Lineage.objects.create(from_place_id=old.place_id, to_place_id=new.place_id, on=NEW_MAP, share=share)
