"""Paths of the indicators, below `/so-lieu/`."""

from django.urls import URLPattern, path

from binhyen.indicators.views import catalogue, figures

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("hoi-nghi/", figures.conference, name="conference"),
    path("danh-muc/", catalogue.catalogue, name="catalogue"),
    path("danh-muc/<slug:code>/", catalogue.indicator, name="indicator"),
]
