"""What a province settled about awards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.awards.actions import settling
from binhyen.awards.forms.settings import RuleForm, initial_of
from binhyen.awards.permissions import may_settle
from binhyen.awards.queries.settings import council_of, rules_at
from binhyen.awards.rules.shelf import law
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request) -> HttpResponse:
    """Show what this province settled, what the law says, and let its office settle anew."""
    if request.method == "POST":
        may_settle(request.actor).require()
    settled = rules_at(request.actor.place_path)
    example = next((one for one in law().examples if one.code == request.GET.get("mau")), None)
    begun = example.council if example else council_of(settled[0]) if settled else None
    initial = {**(initial_of(begun) if begun else {}), "valid_from": request.now.date()}
    form = RuleForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            settling.settle_province(
                council=form.council(),
                valid_from=form.cleaned_data["valid_from"],
                by=request.actor,
                at=request.now,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The province's rules were kept."))
            return redirect("awards:rules")
    context = {
        "form": form,
        "settled": settled,
        "law": law(),
        "may_settle": may_settle(request.actor),
        "forms": {code: one.name for code, one in law().forms.items()},
    }
    return render(request, "awards/rules.html", context, status=409 if form.errors else 200)
