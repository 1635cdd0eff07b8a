"""Paths of this storey."""

from django.urls import path

from binhyen.portal import views

app_name = "portal"
urlpatterns = [
    path("gioi-thieu/", views.landing, name="landing"),
    path("kiem-tra/", views.check, name="check"),
    path("kiem-tra/<str:token>/", views.verification, name="verification"),
]
