"""Certificates on pre-printed stock: printing a decision's, and measuring the stock."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.awards.actions import settling
from binhyen.awards.components.sheet import drawing_of, sheet_of
from binhyen.awards.forms.proposals import ticked
from binhyen.awards.forms.settings import StockForm
from binhyen.awards.permissions import may_measure
from binhyen.awards.queries.decisions import decision_seen_by
from binhyen.awards.queries.printing import certificates_of
from binhyen.awards.queries.settings import stock_for, stock_row
from binhyen.awards.rules.model import Stock
from binhyen.awards.rules.printing import Certificate
from binhyen.awards.rules.shelf import law
from binhyen.documents.http import file_answer
from binhyen.documents.writers.placed import write_placed
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in

_PDF = "application/pdf"


@signed_in
@require_safe
def print_certificates(request: Request, decision_id: int) -> HttpResponse:
    """Show the first certificate of a decision over its sheet; `pdf` in the address gives all as one file to print."""
    page = decision_seen_by(request.actor, decision_id)
    may_measure(request.actor).require()
    certificates = certificates_of(page, ticked(request.GET))
    if not certificates:
        raise Http404
    form = page.decision.form
    stock = stock_for(request.actor.place_path, form)
    if "pdf" in request.GET:
        sheet = sheet_of(stock, certificates, _shift(request, form), page.decision.symbol)
        content = write_placed(sheet, dated=page.decision.decided_on)
        return file_answer(content, _PDF, f"{law().forms[form].name}.pdf")
    context = {"page": page, "drawing": drawing_of(stock, certificates[0]), "stock": stock, "form": form}
    return render(request, "awards/print_certificates.html", context)


def _shift(request: Request, form: str) -> tuple[float, float]:
    row = stock_row(request.actor.place_path, form)
    return (float(row.shift_x), float(row.shift_y)) if row else (0.0, 0.0)


@signed_in
@require_safe
def stocks(request: Request) -> HttpResponse:
    """Show the forms with the stock that was measured for them."""
    may_measure(request.actor).require()
    rows = [(form, stock_row(request.actor.place_path, code)) for code, form in law().forms.items()]
    return render(request, "awards/stocks.html", {"rows": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: Request, form: str) -> HttpResponse:
    """Show where texts stand on a form's stock, and measure it anew."""
    may_measure(request.actor).require()
    _known(form)
    begun = law().stocks.get(request.GET.get("mau", "")) or stock_for(request.actor.place_path, form)
    entered = StockForm(request.POST or None, begun, _shift(request, form))
    if entered.is_valid():
        try:
            settling.measure_stock(
                form=form, stock=entered.stock(), shift=entered.shift(), by=request.actor, at=request.now
            )
        except Refusal as refusal:
            add_refusal(entered, refusal)
        else:
            messages.success(request, gettext("The places of the texts were kept."))
            return redirect("awards:stock", form)
    context = {
        "form": entered,
        "award": law().forms[form],
        "drawing": drawing_of(begun, _sample(request)),
        "samples": list(law().stocks.values()),
    }
    return render(request, "awards/stock.html", context, status=409 if entered.errors else 200)


@signed_in
@require_safe
def calibration(request: Request, form: str) -> HttpResponse:
    """Return the sheet on which a printer is measured: a ruler, and each text at its place with its numbers."""
    may_measure(request.actor).require()
    _known(form)
    found: Stock = stock_for(request.actor.place_path, form)
    sheet = sheet_of(found, [_sample(request)], _shift(request, form), gettext("Calibration"), guides=True)
    return file_answer(write_placed(sheet, dated=request.now.date()), _PDF, "can-chinh.pdf")


def _known(form: str) -> None:
    if form not in law().forms:
        raise Http404


def _sample(request: Request) -> Certificate:
    return Certificate(
        recipient="Nguyễn Văn Mẫu",
        post="Tổ trưởng Tổ bảo vệ an ninh, trật tự thôn Đông, xã An Phú",
        achievement="Đã có thành tích xuất sắc trong phong trào Toàn dân bảo vệ an ninh Tổ quốc",
        decision="104/QĐ-UBND",
        decided_on=request.now.date(),
        book_number="01/2026",
        place_name="An Phú",
        title="Chủ tịch",
        signer="Trần Văn Mẫu",
    )
