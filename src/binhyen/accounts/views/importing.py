"""Accounts from a workbook: look first, then all or none, then the slips, once."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.actions.settling import Settlement, settle_accounts
from binhyen.accounts.forms.administration import WorkbookForm
from binhyen.accounts.forms.refusals import add_refusal
from binhyen.accounts.forms.workbooks import COLUMNS, Preview, preview
from binhyen.accounts.permissions import may_create_accounts
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Refusal
from binhyen.sheets.writers import MEDIA_TYPE, write_table
from binhyen.ui.http import Request, signed_in

_KEY = "accounts.workbook"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_accounts(request: Request) -> HttpResponse:
    """Read a workbook and show what it would do; nothing is made yet."""
    may_create_accounts(request.actor).require()
    form = WorkbookForm(request.POST or None, request.FILES or None)
    seen: Preview | None = None
    if form.is_valid():
        try:
            seen = preview(form.cleaned_data["workbook"], by=request.actor, on=request.now.date())
        except Refusal as refusal:
            add_refusal(form, refusal)
    request.session[_KEY] = _kept(seen) if seen and seen.clean else []
    if seen and seen.wrong and "copy" in request.POST:
        return _workbook(seen.error_copy(), "tai-khoan-can-sua.xlsx")
    status = 409 if form.errors else 200
    return render(request, "accounts/import_accounts.html", {"form": form, "seen": seen}, status=status)


@require_POST
@never_cache
@signed_in
def make_accounts(request: Request) -> HttpResponse:
    """Make the accounts that were looked at, all or none, and print their slips: the only time they are shown."""
    may_create_accounts(request.actor).require()
    rows = request.session.pop(_KEY, [])
    if not rows:
        return redirect("accounts:import_accounts")
    slips = settle_accounts(settlements=[_settlement(row) for row in rows], by=request.actor, at=request.now)
    return render(request, "accounts/slips.html", {"slips": slips})


@signed_in
@require_safe
def workbook_template(request: Request) -> HttpResponse:
    """An empty workbook with the columns and the roles to choose from."""
    may_create_accounts(request.actor).require()
    return _workbook(write_table(COLUMNS, [], title=gettext("Accounts")), "tai-khoan.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


def _kept(seen: Preview) -> list[dict[str, Any]]:
    """Return rows as the session keeps them; there is no password among them."""
    return [{**asdict(one), "since": one.since.isoformat()} for one in seen.settlements.values()]


def _settlement(row: dict[str, Any]) -> Settlement:
    return Settlement(**{**row, "role": Role(row["role"]), "since": date.fromisoformat(row["since"])})
