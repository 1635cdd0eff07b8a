"""Paths of the indicators, below `/so-lieu/`."""

from django.urls import URLPattern, path

from binhyen.indicators.views import building, catalogue, figures, mapping, report_forms

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("hoi-nghi/", figures.conference, name="conference"),
    path("danh-muc/", catalogue.catalogue, name="catalogue"),
    path("danh-muc/<slug:code>/", catalogue.indicator, name="indicator"),
    # report forms
    path("bieu-mau/", report_forms.report_forms, name="report_forms"),
    path("bieu-mau/moi/", building.new_form, name="new_form"),
    path("bieu-mau/<slug:form_code>/", report_forms.report_form, name="report_form"),
    path("bieu-mau/<slug:form_code>/so-sanh/", report_forms.compare_versions, name="compare_versions"),
    path("bieu-mau/<slug:form_code>/ban-in/<int:number>/", report_forms.form_paper, name="form_paper"),
    path("bieu-mau/<slug:form_code>/tep/<int:number>/", report_forms.form_template, name="form_template"),
    path("bieu-mau/<slug:form_code>/soan-tiep/", building.begin_draft, name="begin_draft"),
    path("bieu-mau/<slug:form_code>/soan/", building.edit_form, name="edit_form"),
    path("bieu-mau/<slug:form_code>/soan/khung/", building.form_settings, name="form_settings"),
    path("bieu-mau/<slug:form_code>/soan/chi-tieu/", building.choose_indicators, name="choose_indicators"),
    path("bieu-mau/<slug:form_code>/soan/thu-tu/", building.arrange_lines, name="arrange_lines"),
    path("bieu-mau/<slug:form_code>/soan/muc/", building.change_section, name="change_section"),
    path("bieu-mau/<slug:form_code>/soan/dong/<str:line_key>/", building.edit_line, name="edit_line"),
    path("bieu-mau/<slug:form_code>/soan/tep/", mapping.map_template, name="map_template"),
    path("bieu-mau/<slug:form_code>/soan/tep/gui/", mapping.upload_template, name="upload_template"),
    path("bieu-mau/<slug:form_code>/soan/tep/bo/", mapping.remove_template, name="remove_template"),
    path("bieu-mau/<slug:form_code>/soan/tep/thu/", mapping.try_template, name="try_template"),
    path("bieu-mau/<slug:form_code>/soan/cong-bo/", building.publish_form, name="publish_form"),
    path("bieu-mau/<slug:form_code>/soan/bo/", building.drop_draft, name="drop_draft"),
]
