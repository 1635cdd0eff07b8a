"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.accounts.views import own

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("toi/", own.me, name="me"),
    path("doi-mat-khau/", own.change_password, name="change_password"),
    path("mo-khoa/", own.unlock, name="unlock"),
    path("chua-co-vi-tri/", own.no_post, name="no_post"),
    path("chuyen-vi-tri/", own.switch_post, name="switch_post"),
]
