"""Error pages, and the page on which developers see every part and state."""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.kernel.scopes import SCOPE_NAMES
from binhyen.ui.components.reference import reference_of
from binhyen.ui.components.samples import samples
from binhyen.ui.forms import SampleForm
from binhyen.ui.http import wants_fragment

logger = logging.getLogger(__name__)


def _whole_or_part(request: HttpRequest, name: str) -> str:
    return f"ui/{name}_fragment.html" if wants_fragment(request) else f"ui/{name}.html"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - passed by name
    """The request can't be understood."""
    return render(request, "ui/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - passed by name
    """This person may not."""
    return render(request, _whole_or_part(request, "forbidden"), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - passed by name
    """Nothing here, or nothing that is yours to see: the page does not say which."""
    return render(request, "ui/not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours; nothing was saved. The page asks neither the session nor the database for anything."""
    reference = secrets.token_hex(4).upper()
    logger.error("fault %s at %s", reference, request.path)
    return HttpResponseServerError(render_to_string("ui/fault.html", {"reference": reference}))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - passed by name
    """The form is too old, or the browser keeps no cookies."""
    return render(request, _whole_or_part(request, "csrf_failure"), status=403)


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """Show every part in every state, in development and in the demonstration only."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    form = SampleForm({"name": "Thôn Đông", "households": "0", "kind": "thon", "ballot": "named"})
    return render(request, "ui/states.html", {**samples(), "form": form})


@require_safe
def api_reference(request: HttpRequest, describe: Callable[[], Mapping[str, Any]]) -> HttpResponse:
    """Explain the API to people who write programs, from its own description."""
    reference = reference_of(describe(), settings.PUBLIC_ADDRESS)
    scopes = [(scope.value, gettext(name)) for scope, name in SCOPE_NAMES.items()]
    return render(request, "ui/api_reference.html", {"reference": reference, "scopes": scopes})
