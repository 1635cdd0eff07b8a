"""A small site with one form that saves itself and one table with a bulk bar, for testing the scripts of `ui`."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

_FORM = """{% extends "ui/base.html" %}{% load ui %}
{% block title %}Thử{% endblock %}{% block heading %}Thử{% endblock %}
{% block content %}<form data-autosave method="post" action="/luu/">{% csrf_token %}
<input type="hidden" name="version" value="1">
<label for="note">Ghi chú</label><textarea id="note" name="note" class="form-control"></textarea>
{% verdicts "verdict" "" "Kết luận" %}
<p class="by-save" data-save-status role="status"></p><div data-save-answer></div>
<button class="btn btn-primary" type="submit">Lưu</button></form>
<form data-bulk class="mt-4"><label><input type="checkbox" data-bulk-all hidden> Tất cả</label>
<table class="by-table"><tbody>{% for row in "123" %}<tr><td><label><input type="checkbox" name="row" value="{{ row }}"> Thôn {{ row }}</label></td></tr>{% endfor %}</tbody></table>
<div class="by-status by-bulk" data-bulk-bar><span data-bulk-count></span><button class="btn btn-sm btn-primary" type="button">Duyệt</button></div></form>
<button class="btn btn-quiet" type="button" data-print hidden>In</button>{% endblock %}"""
_CONFLICT = '<div class="by-conflict"><header>Hai người cùng sửa</header></div>'
_SESSION = (
    '<form method="post" action="/mo/" hx-post="/mo/" hx-target="#session-over">'
    '<label for="again">Mật khẩu</label><input id="again" name="password" type="password">'
    '<button type="submit">Mở lại</button></form>'
)


@dataclass
class Shelf:
    """What the site keeps, and how it answers next."""

    status: int = 200
    saved: list[dict[str, str]] = field(default_factory=list)


SHELF = Shelf()


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(_FORM).render({}, request))


def save(request: HttpRequest) -> HttpResponse:
    if SHELF.status == 401:
        return HttpResponse(_SESSION, status=401)
    if SHELF.status == 409:
        return HttpResponse(_CONFLICT, status=409)
    SHELF.saved.append({name: str(value) for name, value in request.POST.items()})
    headers = {"BY-Version": str(len(SHELF.saved) + 1), "BY-Saved-At": "08:40"}
    return HttpResponse("", headers=headers)


def open_again(_request: HttpRequest) -> HttpResponse:
    SHELF.status = 200
    return HttpResponse('<p class="mb-0">Phiên đã mở lại.</p>')


urlpatterns = [
    path("thu/", form),
    path("luu/", save),
    path("mo/", open_again),
    path("", include("binhyen.config.urls")),
]
