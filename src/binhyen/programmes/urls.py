"""Addresses of joint programmes and their summaries."""

from django.urls import path

from binhyen.programmes.views import programmes, summaries

app_name = "programmes"
urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("<int:record_id>/", programmes.programme, name="programme"),
    path("<int:record_id>/chon-hoat-dong/", programmes.take_in, name="take_in"),
    path("tong-ket/<int:summary_id>/", summaries.summary, name="summary"),
    path("tong-ket/<int:summary_id>/chon-so/", summaries.choose_figures, name="choose_figures"),
    path("tong-ket/<int:summary_id>/ky/", summaries.close_summary, name="close_summary"),
    path("tong-ket/<int:summary_id>/mo-lai/", summaries.reopen_summary, name="reopen_summary"),
    path("tong-ket/<int:summary_id>/du-thao/", summaries.draft_report, name="draft_report"),
]
