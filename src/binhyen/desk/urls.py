"""Paths of this storey."""

from django.urls import path

from binhyen.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("viec-cua-toi/", views.my_work, name="my_work"),
    path("viec-cua-toi/so-viec/", views.duty_count, name="duty_count"),
]
