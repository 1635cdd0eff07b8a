"""Signed reports: opened, believed or not, their figures taken over."""

from django.urls import path

from binhyen.narrative.views import signed

urlpatterns = [
    path("", signed.open_signed_report, name="open_signed_report"),
    path("xem/<str:word>/", signed.signed_report, name="signed_report"),
    path("<int:taken_id>/", signed.taken_report, name="taken_report"),
    path("<int:taken_id>/tep/", signed.download_taken_report, name="download_taken_report"),
]
