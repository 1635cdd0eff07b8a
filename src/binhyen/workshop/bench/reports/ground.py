"""Forms, collections and reports of the whole country, written in bulk; officers of communes with their keys."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from binhyen.accounts.models import Account, ApiToken, Holding, Post
from binhyen.accounts.rules.keys import MARK, SHOWN, digest_of
from binhyen.database.copying import copy_rows
from binhyen.indicators.actions.forms import ensure_cells
from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import OverPlaces
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Role
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.scopes import Scope
from binhyen.kernel.trees import ancestors, node_of
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Collection, Report
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.reports.plan import LAST_MONTH, NEW_MAP

_KEPT = 1_000
_DUE_DAYS = 3
_ROW = (
    "collection_id", "place_id", "place_path", "name", "sort_key", "fold", "reviewer_id", "reviewer_path", "state",
    "standing", "standing_reason", "revision", "version", "filled", "due_on",
)  # fmt: skip


def indicators(amount: int, skipped: int = 0) -> list[CellKey]:
    """Return addresses of indicators that add up over places: the first ones of the catalogue after some."""
    known = catalogue().indicators.values()
    plain = [one.code for one in known if one.in_forms and one.over_places is OverPlaces.SUM and not one.is_share]
    return [CellKey(code, "") for code in plain[skipped : skipped + amount]]


def published(code: str, cells: Sequence[CellKey], period_type: PeriodType = PeriodType.MONTH) -> FormVersion:
    """Put a form of one section in use."""
    at = moment(2025, 7, 1)
    lines = tuple(Line(f"A{n}", cell, catalogue().indicators[cell.indicator].name, "") for n, cell in enumerate(cells))
    content = FormContent(f"Đo: {code}", FilledBy.COMMUNE, period_type, "nd09", 2, (Section("A", "Đo", lines),))
    ensure_cells(cells)
    form = Form.objects.create(code=code, name=content.title, created_by_account=0, created_at=at)
    return FormVersion.objects.create(
        form=form,
        number=1,
        state=FormState.PUBLISHED,
        title=content.title,
        filled_by=content.filled_by,
        period_type=content.period_type,
        content=form_to_data(content),
        content_hash=form_hash(content),
        created_by_account=0,
        created_at=at,
        published_at=at,
    )


@dataclass(frozen=True, slots=True)
class Land:
    """The map of one time: communes, and the provinces that they lie in, by path."""

    communes: tuple[PlaceVersion, ...]
    provinces: Mapping[str, PlaceVersion]

    @property
    def by_province(self) -> dict[str, list[PlaceVersion]]:
        """The communes of each province, by its path."""
        found: dict[str, list[PlaceVersion]] = {}
        for one in self.communes:
            found.setdefault(ancestors(one.path)[1], []).append(one)
        return found


class Country:
    """The maps of both times. `most` communes of each province take part (0: all of them)."""

    def __init__(self, most: int = 0) -> None:
        self._most = most
        self._lands: dict[bool, Land] = {}

    def land(self, period: Period) -> Land:
        """Return the map of a month: that of the 34 provinces, or that of 63 with districts before July 2025."""
        new = period.start >= NEW_MAP
        if new not in self._lands:
            self._lands[new] = self._land(DAY if new else NEW_MAP - timedelta(days=1))
        return self._lands[new]

    @property
    def now(self) -> Land:
        """The map of the newest month."""
        return self.land(parse_period(LAST_MONTH))

    def _land(self, day: date) -> Land:
        there = versions_in_force(day).select_related("place")
        provinces = {one.path: one for one in there.filter(place__tier=Tier.PROVINCE)}
        whole = Land(tuple(there.filter(place__tier=Tier.COMMUNE).order_by("path")), provinces)
        return Land(tuple(chain(*(found[: self._most or None] for found in whole.by_province.values()))), provinces)

    def collect(
        self, version: FormVersion, period: Period, communes: Iterable[PlaceVersion] = ()
    ) -> list[tuple[int, int]]:
        """Ask communes (none named: all) for a form; return report and place of each."""
        land = self.land(period)
        chosen = tuple(communes) or land.communes
        asked = {path: _collection(version, period, land.provinces[path]) for path in _provinces(chosen)}
        Collection.objects.bulk_create(asked.values())
        copy_rows(Report, _ROW, (_report(one, asked[ancestors(one.path)[1]]) for one in chosen))
        rows = Report.objects.filter(collection__in=[one.pk for one in asked.values()]).order_by("pk")
        return list(rows.values_list("pk", "place_id"))


def _provinces(communes: Iterable[PlaceVersion]) -> list[str]:
    return sorted({ancestors(one.path)[1] for one in communes})


def _collection(version: FormVersion, period: Period, province: PlaceVersion) -> Collection:
    return Collection(
        province_id=province.place_id,
        province_path=province.path,
        version=version,
        period=period.code,
        period_start=period.start,
        period_end=period.end,
        data_from=period.start,
        data_to=period.end,
        due_on=period.end + timedelta(days=_DUE_DAYS),
        map_day=min(period.end, DAY),
        opened_at=moment(period.end.year, period.end.month, 1),
        opened_by_account=0,
        opened_by_post=0,
    )


def _report(commune: PlaceVersion, collection: Collection) -> tuple[object, ...]:
    above = ancestors(commune.path)[-2]
    name = label_of(commune)
    return (
        collection.pk, commune.place_id, commune.path, name, commune.sort_key[:200], commune.fold,
        node_of(above), above, State.DRAFT, Standing.EXPECTED, "", 1, 0, 0, collection.due_on,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer's post with the secret of a key."""

    place_id: int
    account_id: int
    post_id: int
    secret: str


def seat(role: Role, places: Sequence[PlaceVersion]) -> list[Desk]:
    """Write an account, a post, a holding and a key for each place."""
    at = moment(2025, 7, 1)
    accounts = [
        Account(
            username=f"do-{role}-{one.place_id}",
            full_name=f"Người {one.place_id}",
            fold=fold(f"người {one.place_id}"),
            password="!",  # noqa: S106 - no password at all
            created_at=at,
            password_set_at=at,
        )
        for one in places
    ]
    Account.objects.bulk_create(accounts, batch_size=_KEPT)
    posts = [Post(role=role, place_id=one.place_id, title="Cán bộ phong trào", valid_from=NEW_MAP) for one in places]
    Post.objects.bulk_create(posts, batch_size=_KEPT)
    pairs = zip(accounts, posts, strict=True)
    holdings = [Holding(account=account, post=post, valid_from=NEW_MAP) for account, post in pairs]
    Holding.objects.bulk_create(holdings, batch_size=_KEPT)
    keys = [MARK + secrets.token_urlsafe(32) for _ in holdings]
    ApiToken.objects.bulk_create(map(_token, holdings, keys), batch_size=_KEPT)
    return [Desk(one.post.place_id, one.account_id, one.post_id, key) for one, key in zip(holdings, keys, strict=True)]


def _token(holding: Holding, secret: str) -> ApiToken:
    return ApiToken(
        holding=holding,
        name="Đo",
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=" ".join(Scope),
        created_at=moment(2027, 11, 1),
        expires_on=DAY + timedelta(days=30),
        last_used_on=DAY,
    )
