"""Paths of this storey."""

from django.urls import URLPattern

app_name = "recognition"
urlpatterns: list[URLPattern] = []
