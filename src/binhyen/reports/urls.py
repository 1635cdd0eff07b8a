"""Which path opens which page of the reports."""

from django.urls import URLPattern

app_name = "reports"

urlpatterns: list[URLPattern] = []
