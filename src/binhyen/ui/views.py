"""Error pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, _exception: Exception) -> HttpResponse:
    """The request can't be understood."""
    return render(request, "ui/bad_request.html", status=400)


def forbidden(request: HttpRequest, _exception: Exception) -> HttpResponse:
    """This person may not."""
    return render(request, "ui/forbidden.html", status=403)


def not_found(request: HttpRequest, _exception: Exception) -> HttpResponse:
    """Nothing here, or nothing that is yours to see: the page does not say which."""
    return render(request, "ui/not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours; nothing was saved."""
    return render(request, "ui/fault.html", status=500)
