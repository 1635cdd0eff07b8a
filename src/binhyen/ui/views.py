"""Error pages."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - passed by name
    """The request can't be understood."""
    return render(request, "ui/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - passed by name
    """This person may not."""
    return render(request, "ui/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - passed by name
    """Nothing here, or nothing that is yours to see: the page does not say which."""
    return render(request, "ui/not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours; nothing was saved. The page asks neither the session nor the database for anything."""
    reference = secrets.token_hex(4).upper()
    logger.error("fault %s at %s", reference, request.path)
    return HttpResponseServerError(render_to_string("ui/fault.html", {"reference": reference}))
