"""A simulated nation written into the database in bulk, with an entry of the log for each report and round of it.

For the bench and for trials: nothing is judged on the way, as an import or an officer's save would be.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from binhyen.analytics.lake.engine import connect
from binhyen.audit.models import Entry
from binhyen.database.copying import continue_numbers, copy_rows
from binhyen.indicators.actions.forms import ensure_cells
from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.parts import in_parts
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.models import Collection, Figure, Report
from binhyen.workshop.bench.simulating.columns import Columns, Nation, Numbers
from binhyen.workshop.bench.simulating.ground import Seat, versions_of
from binhyen.workshop.bench.simulating.planning import with_numbers
from binhyen.workshop.bench.simulating.storing_others import store_others
from binhyen.workshop.bench.simulating.streams import BATCH, aware, copied, rows
from binhyen.workshop.bench.simulating.writing import SAVED, SUPERSEDED

Watch = Callable[[str, int, int], None]
_SCALE = 10_000
_AT = datetime(2017, 1, 1, tzinfo=UTC)

_COLLECTION = (
    "id", "province_id", "province_path", "version_id", "period", "period_start", "period_end", "data_from", "data_to",
    "due_on", "map_day", "opened_at", "opened_by_account", "opened_by_post",
)  # fmt: skip
_REPORT = (
    "id", "collection_id", "place_id", "place_path", "name", "sort_key", "fold", "reviewer_id", "reviewer_path",
    "state", "standing", "standing_reason", "revision", "version", "filled", "due_on", "begun_at", "submitted_at",
    "first_submitted_at", "accepted_at", "closed_at",
)  # fmt: skip
_FIGURE = (
    "id", "report_id", "cell_id", "version", "revision", "said", "amount", "denominator", "bound", "words", "origin",
    "origin_ref", "counted", "note", "recorded_at", "by_account", "by_post", "superseded_at", "accepted_at",
    "displaced_at",
)  # fmt: skip
_ENTRY = ("at", "account_id", "post_id", "action", "subject_type", "subject_id", "place_path", "data")

_REPORTS = """SELECT report_id, collection_id, place_id, path, name, district, province, state, revision, filled,
    due_on, first_submitted_at, accepted_at, corrected_at, area, commune FROM sim_reports ORDER BY report_id"""

_FIGURES = f"""SELECT figure_id, report_id, cell_id, 1 + later::INT, 1 + later::INT, said,
    (amount * {_SCALE})::BIGINT, (denominator * {_SCALE})::BIGINT, bound, words, origin, '', NULL, '',
    recorded_at, by_post, by_post, CASE WHEN changed AND NOT later THEN corrected_at END,
    CASE WHEN later AND correcting THEN NULL WHEN later THEN corrected_at ELSE report_accepted_at END,
    CASE WHEN changed AND NOT later AND NOT correcting THEN corrected_at END FROM ({{0}})"""


def store_nation(nation: Nation, watch: Watch) -> int:
    """Write a nation's areas, forms, collections, reports and figures; return how many figures.

    Its places have to be those of this database, as `planned` read them, and nothing may be written beside it.
    """
    stored = with_numbers(nation, _numbers(nation))
    _write_areas(stored.country.areas)
    connection = connect(Path(settings.VAR_DIR) / "scratch")
    columns = Columns(stored, connection)
    _write_collections(columns)
    figures, years = 0, list(stored.scale.calendar)
    for done, year in enumerate(years):
        watch(f"ghi báo cáo năm {year}", done, len(years) + 1)
        columns.fill_reports(year)
        _write_reports(columns)
        for which in (SUPERSEDED, SAVED):
            figures += copied(Figure, _FIGURE, map(_figure, rows(connection, _FIGURES.format(columns.figures(which)))))
    watch("ghi hồ sơ, sổ", len(years), len(years) + 1)
    store_others(columns)
    connection.close()
    for model in (Place, Collection, Report, Figure):
        continue_numbers(model)
    watch("xong", len(years) + 1, len(years) + 1)
    return figures


def _numbers(nation: Nation) -> Numbers:
    cells = ensure_cells(cell for form in nation.forms.values() for cell in form.cells)
    forms = {code: _published(code, form).form_id for code, form in nation.forms.items()}
    return Numbers(forms, cells, _following(Report), _following(Collection))


def _following(model: type[Any]) -> int:
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0) + 1


def _published(code: str, content: FormContent) -> FormVersion:
    """Return the version of a form that is in use; one that was never published is put in use."""
    known = FormVersion.objects.filter(
        form__code=code, content_hash=form_hash(content), state=FormState.PUBLISHED
    ).first()
    if known is not None:
        return known
    form, _ = Form.objects.get_or_create(
        code=code, defaults={"name": content.title, "created_by_account": 0, "created_at": _AT}
    )
    return FormVersion.objects.create(
        form=form,
        number=form.versions.count() + 1,
        state=FormState.PUBLISHED,
        title=content.title,
        filled_by=content.filled_by,
        period_type=content.period_type,
        covers_below=content.covers_below,
        content=form_to_data(content),
        content_hash=form_hash(content),
        created_by_account=0,
        created_at=_AT,
        published_at=_AT,
    )


# ------------------------------------------------------------------ areas


def _write_areas(areas: Sequence[Seat]) -> None:
    ids = dict.fromkeys(one.place_id for one in areas)
    copied(Place, ("id", "tier", "slug"), ((one, Tier.AREA, "") for one in ids))
    columns = (
        "place_id", "valid_from", "valid_to", "code", "name", "kind", "parent_id", "path", "fold", "sort_key",
        "instrument", "inferred", "source", "head_name",
    )  # fmt: skip
    copied(PlaceVersion, columns, (_version(*one) for one in versions_of(areas)))


def _version(area: Seat, first: date, last: date | None) -> tuple[object, ...]:
    name = f"Tổ dân phố {area.name}"
    return (
        area.place_id, first, last, area.code, area.name, PlaceKind.RESIDENTIAL_GROUP,
        area.commune, area.path, fold(name), sort_key(name), "", False, "mô phỏng", "",
    )  # fmt: skip


# ------------------------------------------------------------------ reports


def _write_collections(columns: Columns) -> None:
    country = columns.nation.country
    paths = {one.province: ".".join(one.path.split(".")[:2]) + "." for one in country.communes}
    versions = {code: _published(code, form).pk for code, form in columns.nation.forms.items()}
    rows = (
        (
            ask.collections + turn, province, paths[province], versions[ask.form], ask.period, ask.start, ask.end,
            ask.start, ask.end, ask.due_on, ask.end, aware(datetime.combine(ask.end, datetime.min.time())), 0, 0,
        )
        for ask in columns.asks
        for turn, province in enumerate(country.provinces(before=ask.before))
    )  # fmt: skip
    copied(Collection, _COLLECTION, rows)


def _write_reports(columns: Columns) -> None:
    """Write reports, and an entry of the log for each that came: its last step."""
    for part in in_parts(rows(columns.connection, _REPORTS), BATCH):
        copy_rows(Report, _REPORT, map(_report, part))
        copy_rows(Entry, _ENTRY, (_entry(row) for row in part if row[11] is not None))


def _report(row: Sequence[Any]) -> tuple[object, ...]:
    number, collection, place, path, name, district, province, state, revision, filled, due, sent, accepted, *rest = row
    corrected, area, commune = rest
    label = f"Tổ dân phố {name}" if area else f"Xã {name}"
    above = commune if area else district or province
    above_path = path[: path.index(f".{above}.") + len(f".{above}.")]
    begun, again = aware(sent), aware(corrected)
    return (
        number, collection, place, path, label, sort_key(label)[:200], fold(label), above, above_path, state,
        "expected", "", revision, 2 * (sent is not None), filled, due, begun, again or begun, begun, aware(accepted),
        aware(accepted) if state == "closed" else None,
    )  # fmt: skip


def _entry(row: Sequence[Any]) -> tuple[object, ...]:
    number, place, path, state, sent, accepted, corrected = row[0], row[2], row[3], row[7], row[11], row[12], row[13]
    action = {"submitted": "reports.submit", "correcting": "reports.correct"}.get(state, "reports.accept")
    at = aware(corrected if state == "correcting" else accepted or sent)
    return (at, place, place, action, "report", number, path, f'{{"revision": {row[8]}}}')


def _figure(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row with instants as the database takes them: the last four of them but the posts."""
    return (*row[:14], aware(row[14]), *row[15:17], *map(aware, row[17:]))
