"""Rule packs put in use: the law's own from the shelf."""

from datetime import date, datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.models import PackVersion
from binhyen.recognition.permissions import may_edit_packs
from binhyen.recognition.rules.lifecycle import PackState
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.plain import content_hash, pack_to_data
from binhyen.recognition.rules.shelf import shipped


@transaction.atomic
def install_pack(*, pack: Pack, by: Actor, at: datetime) -> PackVersion:
    """Put one of the law's packs in use; doing so again changes nothing.

    Refused with `recognition.pack_edited` when the same version is in use with other content: a used pack is never
    edited, a change is a new version.
    """
    may_edit_packs(by, "").require()
    digest = content_hash(pack)
    found = PackVersion.objects.filter(code=pack.code, version=pack.version, province__isnull=True).first()
    if found is not None:
        if found.content_hash != digest:
            raise Refused(edited(pack.code, pack.version))
        return found
    made = PackVersion.objects.create(
        code=pack.code,
        version=pack.version,
        content=pack_to_data(pack),
        content_hash=digest,
        state=PackState.ACTIVE,
        valid_from=pack.decisions_from or date(pack.year_from, 1, 1),
        created_by_account=by.account_id,
        created_at=at,
        activated_by_account=by.account_id,
        activated_at=at,
    )
    record(Deed("recognition.install_pack", "pack", made.pk, "", {"code": pack.code, "hash": digest}), by=by, at=at)
    return made


def install_shipped_packs(*, by: Actor, at: datetime) -> list[PackVersion]:
    """Put every enabled pack of the shelf in use, each by `install_pack`."""
    return [install_pack(pack=pack, by=by, at=at) for pack in shipped().values() if pack.enabled]


def edited(code: str, version: str) -> Finding:
    """Build the finding for a pack that was changed after it came into use."""
    message = gettext_noop(
        "Pack %(code)s %(version)s was changed after it came into use: give the change a new version."
    )
    return Finding("recognition.pack_edited", message, params={"code": code, "version": version}, where=code)
