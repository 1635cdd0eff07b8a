"""Paths of this storey: each part under its own word."""

from django.urls import include, path

app_name = "narrative"
urlpatterns = [
    path("soan-bao-cao/", include("binhyen.narrative.urls.written")),
    path("bao-cao-da-ky/", include("binhyen.narrative.urls.signed")),
    path("doc-van-ban/", include("binhyen.narrative.urls.texts")),
]
