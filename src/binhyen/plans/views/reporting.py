"""The progress report of a plan."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.plans.actions.reporting import draft_progress_report
from binhyen.plans.forms.reporting import ReportForm
from binhyen.plans.letters.progress import Added, progress_text
from binhyen.plans.permissions import may_report
from binhyen.plans.queries.tasks import plans_seen_by
from binhyen.ui.http import Request, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def progress_report(request: Request, plan_id: int) -> HttpResponse:
    """Show what the report will say, take what a person adds, and draft it as a letter."""
    plan = plans_seen_by(request.actor).filter(record_id=plan_id).first()
    if plan is None:
        raise Http404
    may_report(request.actor, plan.place_path).require()
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = Added(**{name: _lines(text) for name, text in form.cleaned_data.items()})
        try:
            made = draft_progress_report(plan=plan, added=added, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("documents:document", made.pk)
    text = progress_text(request.actor, plan, Added(), request.now.date())
    context = {"plan": plan, "form": form, "text": text}
    return render(request, "plans/progress_report.html", context, status=409 if form.errors else 200)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().lstrip("-").strip() for line in text.splitlines() if line.strip(" -"))
