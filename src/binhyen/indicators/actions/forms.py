"""Forms put in use: those shipped with the software, each frozen when it is published."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.indicators.models import Cell, Form, FormVersion
from binhyen.indicators.queries.forms import ids_of, shipped_forms
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor


@transaction.atomic
def ensure_cells(keys: Iterable[CellKey]) -> Mapping[CellKey, int]:
    """Return the ids of cells, making those that are not there yet. Cells say nothing by themselves: no audit."""
    wanted = list(dict.fromkeys(keys))
    missing = [key for key in wanted if key not in ids_of(wanted)]
    if missing:
        lock("indicators.cells")
        Cell.objects.bulk_create(
            (Cell(indicator=key.indicator, dims=key.dims) for key in missing), ignore_conflicts=True
        )
    return ids_of(wanted)


def install_shipped_forms(*, by: Actor, at: datetime) -> list[FormVersion]:
    """Publish every shipped form; doing so again changes nothing, and a changed one becomes a new version."""
    return [_install(code, form, by=by, at=at) for code, form in shipped_forms().items()]


@transaction.atomic
def _install(code: str, content: FormContent, *, by: Actor, at: datetime) -> FormVersion:
    lock(f"indicators.form.{code}")
    form, _ = Form.objects.get_or_create(
        code=code, defaults={"name": content.title, "created_by_account": by.account_id, "created_at": at}
    )
    digest = form_hash(content)
    found = form.versions.filter(content_hash=digest, state=FormState.PUBLISHED).first()
    if found is not None:
        return found
    ensure_cells(content.cells)
    form.versions.filter(state=FormState.PUBLISHED).update(state=FormState.RETIRED)
    made = FormVersion.objects.create(
        form=form,
        number=form.versions.count() + 1,
        state=FormState.PUBLISHED,
        title=content.title,
        filled_by=content.filled_by,
        period_type=content.period_type,
        covers_below=content.covers_below,
        content=form_to_data(content),
        content_hash=digest,
        created_by_account=by.account_id,
        created_at=at,
        published_by_account=by.account_id,
        published_at=at,
    )
    record(Deed("indicators.publish_form", "form_version", made.pk, "", {"hash": digest}), by=by, at=at)
    return made
