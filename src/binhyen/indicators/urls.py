"""Paths of the indicators, below `/so-lieu/`."""

from django.urls import URLPattern, path

from binhyen.indicators import views

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("hoi-nghi/", views.conference, name="conference"),
]
