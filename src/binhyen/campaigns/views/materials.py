"""The library of texts that are ready to be read out, printed or sent."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.campaigns.components.materials import own_cards, shipped_cards
from binhyen.campaigns.forms.materials import MaterialsForm
from binhyen.campaigns.queries import materials as texts
from binhyen.campaigns.registers.materials import MATERIALS
from binhyen.registers.permissions import may_add
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def materials(request: Request) -> HttpResponse:
    """Show the texts that fit, each with a button that copies it."""
    form = MaterialsForm(request.GET)
    own = texts.materials_seen_by(request.actor, form.sought)
    context = {
        "form": form,
        "shipped": shipped_cards(texts.shipped_like(form.sought), texts.translations_of(request.actor)),
        "own": own_cards(own),
        "may_add": may_add(MATERIALS, request.actor),
        "register": MATERIALS,
    }
    return render(request, "campaigns/materials.html", context)
