"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.units.views import committees, importing, meetings, registry, settling

app_name = "units"
urlpatterns: list[URLPattern] = [
    path("", registry.units, name="units"),
    path("them/", registry.add_unit, name="add_unit"),
    path("xuat/", registry.export_units, name="export_units"),
    path("tu-bang-tinh/", importing.choose_workbook, name="choose_workbook"),
    path("tu-bang-tinh/mau/", importing.import_template, name="import_template"),
    path("tu-bang-tinh/<slug:word>/", importing.import_units, name="import_units"),
    path("tu-bang-tinh/<slug:word>/loi/", importing.import_errors, name="import_errors"),
    path("tu-bang-tinh/<slug:word>/cot/", importing.name_columns, name="name_columns"),
    path("loai/", settling.kinds, name="kinds"),
    path("truong-nhieu-cap/", settling.settle_mixed_schools, name="settle_mixed_schools"),
    path("<int:unit_id>/", registry.unit, name="unit"),
    path("<int:unit_id>/thay-doi/", registry.change_unit, name="change_unit"),
    path("<int:unit_id>/dong/", registry.close_unit, name="close_unit"),
    path("<int:unit_id>/dai-dien/", registry.appoint, name="appoint"),
    path("<int:unit_id>/dai-dien/<int:voice_id>/thoi/", registry.dismiss, name="dismiss"),
    path("phien-hop/", meetings.meetings, name="meetings"),
    path("ban-chi-dao/moi/", committees.form_committee, name="form_committee"),
    path("ban-chi-dao/<int:committee_id>/", committees.committee, name="committee"),
    path("phien-hop/moi/<int:committee_id>/", meetings.call_meeting, name="call_meeting"),
    path("phien-hop/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("phien-hop/<int:meeting_id>/co-mat/", meetings.mark_present, name="mark_present"),
    path("phien-hop/<int:meeting_id>/khai-mac/", meetings.open_meeting, name="open_meeting"),
    path("phien-hop/<int:meeting_id>/be-mac/", meetings.close_meeting, name="close_meeting"),
    path("phien-hop/<int:meeting_id>/noi-dung/<int:motion_id>/chot/", meetings.close_motion, name="close_motion"),
    path("phien-hop/<int:meeting_id>/noi-dung/<int:motion_id>/phieu/", meetings.cast_ballot, name="cast_ballot"),
]
