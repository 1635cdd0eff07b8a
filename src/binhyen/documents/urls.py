"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.documents import views

app_name = "documents"
urlpatterns: list[URLPattern] = [
    path("", views.register, name="register"),
    path("<int:document_id>/", views.document, name="document"),
    path("<int:document_id>/tai/<slug:word>/", views.download, name="download"),
    path("<int:document_id>/ban-ky/", views.scan, name="scan"),
]
