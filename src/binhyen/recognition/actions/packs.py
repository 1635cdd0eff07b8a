"""Rule packs put in use: the law's own from the shelf, and a province's versions of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from binhyen.accounts.queries import place_path
from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import gate, load_answers, log, store, take
from binhyen.recognition.models import Dossier, PackVersion
from binhyen.recognition.permissions import may_edit_packs
from binhyen.recognition.queries.packs import dossiers_to_move, pack_of
from binhyen.recognition.rules.amendments import complete, extend
from binhyen.recognition.rules.lifecycle import PackState
from binhyen.recognition.rules.model import Criterion, Pack
from binhyen.recognition.rules.plain import content_hash, pack_to_data
from binhyen.recognition.rules.rights import Ability
from binhyen.recognition.rules.shelf import shipped

_CHUNK = 2_000


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


# ------------------------------------------------------------------ a province's own versions


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a criterion that nobody had seen: its words, article, evidence, and from when it counts."""

    criterion: str
    wording: str
    article: str
    evidence: tuple[str, ...]
    valid_from: date


@transaction.atomic
def complete_criterion(*, version_id: int, province_id: int, wording: Wording, by: Actor, at: datetime) -> PackVersion:
    """Enter the wording of a pending criterion into a draft version of a province.

    Refused without the right over the province, for a criterion that does not wait for its wording, and for empty
    words. A draft changes; a version that was in use begins a new draft.
    """
    base = _base(version_id, province_id, by, at)
    one = wording
    pack = complete(pack_of(base), one.criterion, one.wording, one.article, one.evidence, one.valid_from)
    return _drafted(base, province_id, pack, one.valid_from, by=by, at=at)


@transaction.atomic
def add_criterion(*, version_id: int, province_id: int, criterion: Criterion, by: Actor, at: datetime) -> PackVersion:
    """Add a province's own criterion to a draft version (TT 124/2021 Đ8.1).

    Refused without the right over the province, and for a criterion without instrument, first day or known kinds, or
    whose id exists.
    """
    base = _base(version_id, province_id, by, at)
    pack = extend(pack_of(base), [criterion])
    return _drafted(base, province_id, pack, criterion.valid_from or timezone.localdate(at), by=by, at=at)


@transaction.atomic
def activate_pack_version(*, version_id: int, by: Actor, at: datetime) -> int:
    """Put a province's draft in use and move the dossiers that are still with their units onto it; return how many.

    What was submitted keeps the version it was submitted under. Refused without the right, and for what is no draft.
    """
    version = PackVersion.objects.select_for_update(of=("self",)).filter(pk=version_id, province__isnull=False).first()
    if version is None or version.province_id is None:
        raise Http404
    may_edit_packs(by, place_path(version.province_id, timezone.localdate(at))).require()
    if version.state != PackState.DRAFT:
        raise Refused(Finding("recognition.not_a_draft", gettext_noop("Only a draft is put in use.")))
    older = PackVersion.objects.filter(code=version.code, province_id=version.province_id, state=PackState.ACTIVE)
    older.update(state=PackState.RETIRED)
    version.state, version.activated_by_account, version.activated_at = PackState.ACTIVE, by.account_id, at
    version.save(update_fields=["state", "activated_by_account", "activated_at"])
    moved = _move(version, by, at)
    record(_deed("activate_pack", version, {"dossiers": moved}), by=by, at=at)
    return moved


def _base(version_id: int, province_id: int, by: Actor, at: datetime) -> PackVersion:
    may_edit_packs(by, place_path(province_id, timezone.localdate(at))).require()
    rows = PackVersion.objects.select_for_update(of=("self",)).filter(pk=version_id)
    found = rows.filter(Q(province__isnull=True) | Q(province_id=province_id)).first()
    if found is None:
        raise Http404
    return found


def _drafted(
    base: PackVersion, province_id: int, pack: Pack, valid_from: date, *, by: Actor, at: datetime
) -> PackVersion:
    draft = base if base.state == PackState.DRAFT else _fresh(base, province_id, by, at)
    draft.version, draft.content, draft.content_hash = pack.version, pack_to_data(pack), content_hash(pack)
    draft.valid_from = valid_from
    draft.save()
    record(_deed("draft_pack", draft, {"hash": draft.content_hash}), by=by, at=at)
    return draft


def _fresh(base: PackVersion, province_id: int, by: Actor, at: datetime) -> PackVersion:
    return PackVersion(
        code=base.code,
        province_id=province_id,
        state=PackState.DRAFT,
        based_on=base,
        created_by_account=by.account_id,
        created_at=at,
    )


def _move(version: PackVersion, by: Actor, at: datetime) -> int:
    ids = list(dossiers_to_move(version).values_list("pk", flat=True))
    Dossier.objects.filter(pk__in=dossiers_to_move(version).values("pk")).update(pack=version)
    for start in range(0, len(ids), _CHUNK):
        works = take(ids[start : start + _CHUNK], gate(Ability.SEE), by=by)
        load_answers(works)
        for work in works:
            work.conclude()
        store(works, ("verdict",))
        log(works, "move_to_pack", by=by, at=at, data={"pack": version.pk})
    return len(ids)


def _deed(action: str, version: PackVersion, data: Mapping[str, object]) -> Deed:
    told = {"code": version.code, "version": version.version, **data}
    return Deed(f"recognition.{action}", "pack", version.pk, "", told)
