"""Paths of the workshop: only the demonstration answers them."""

from django.urls import URLPattern, path

from binhyen.workshop import views

app_name = "workshop"
urlpatterns: list[URLPattern] = [
    path("", views.trial_accounts, name="trial_accounts"),
]
