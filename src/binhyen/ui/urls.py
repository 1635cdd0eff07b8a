"""Paths of this storey."""

from django.urls import path

from binhyen.ui import views

app_name = "ui"
urlpatterns = [path("mau/", views.states, name="states")]
