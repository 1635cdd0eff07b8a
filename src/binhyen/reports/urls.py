"""Which path opens which page of the reports."""

from django.urls import URLPattern, path

from binhyen.reports.views import bulk, collections, delegations, difficulties, key_areas, reviewing, trails

app_name = "reports"

urlpatterns: list[URLPattern] = [
    # collections: what was asked for, how complete it is, what is done to many reports
    path("dot/", collections.collections, name="collections"),
    path("dot/mo/", collections.open_collection, name="open_collection"),
    path("dot/<int:collection_id>/", collections.collection, name="collection"),
    path("dot/<int:collection_id>/bang/", collections.export_reports, name="export_reports"),
    path("dot/<int:collection_id>/dang-xem/", collections.collection_hints, name="collection_hints"),
    path("dot/<int:collection_id>/nhan/", bulk.accept_reports, name="accept_reports"),
    path("dot/<int:collection_id>/dong/", bulk.close_reports, name="close_reports"),
    path("dot/<int:collection_id>/gia-han/", bulk.extend_reports, name="extend_reports"),
    path("dot/<int:collection_id>/mien/", bulk.exempt_reports, name="exempt_reports"),
    # the receiving desk
    path("nhan/", reviewing.next_waiting, name="next_waiting"),
    path("<int:report_id>/nhan/", reviewing.receive, name="receive"),
    path("<int:report_id>/nhan/chap-nhan/", reviewing.accept_report, name="accept_report"),
    path("<int:report_id>/nhan/tra-lai/", reviewing.return_report, name="return_report"),
    path("<int:report_id>/nhan/hoi/", reviewing.ask_at_cell, name="ask_at_cell"),
    path("<int:report_id>/nhan/xong/", reviewing.settle_question, name="settle_question"),
    path("<int:report_id>/nhat-ky/", trails.report_trail, name="report_trail"),
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/<int:delegation_id>/ket-thuc/", delegations.end_delegation, name="end_delegation"),
    # difficulties and proposals
    path("kho-khan/", difficulties.difficulties, name="difficulties"),
    path("<int:report_id>/kho-khan/", difficulties.raise_difficulty, name="raise_difficulty"),
    path("kho-khan/<int:difficulty_id>/tra-loi/", difficulties.answer_difficulty, name="answer_difficulty"),
    path("kho-khan/<int:difficulty_id>/xac-nhan/", difficulties.confirm_difficulty, name="confirm_difficulty"),
    # key areas, as counts
    path("dia-ban-trong-diem/", key_areas.key_areas, name="key_areas"),
    path("dia-ban-trong-diem/ghi/", key_areas.record_key_areas, name="record_key_areas"),
    path("dia-ban-trong-diem/<int:record_id>/", key_areas.key_area_history, name="key_area_history"),
]
