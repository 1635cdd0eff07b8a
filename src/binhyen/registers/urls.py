"""Paths of the registers."""

from django.urls import path

from binhyen.registers.views import entries, importing, lists, papers

app_name = "registers"
urlpatterns = [
    path("", lists.registers, name="registers"),
    path("dem/", lists.lines, name="lines"),
    path("muc/<int:record_id>/", lists.record, name="record"),
    path("<slug:slug>/", lists.entries, name="entries"),
    path("<slug:slug>/theo-dia-ban/", lists.by_place, name="by_place"),
    path("<slug:slug>/tai-ve/", lists.export, name="export"),
    path("<slug:slug>/them/", entries.add, name="add"),
    # workbooks
    path("<slug:slug>/nhap/", importing.choose_workbook, name="choose_workbook"),
    path("<slug:slug>/nhap/mau/", importing.import_template, name="import_template"),
    path("<slug:slug>/nhap/da-nhap/", importing.imports, name="imports"),
    path("<slug:slug>/nhap/da-nhap/<int:import_id>/thu-hoi/", importing.undo_import, name="undo_import"),
    path("<slug:slug>/nhap/<slug:word>/", importing.preview, name="preview"),
    path("<slug:slug>/nhap/<slug:word>/cot/", importing.name_columns, name="name_columns"),
    path("<slug:slug>/nhap/<slug:word>/loi/", importing.import_errors, name="import_errors"),
    # one entry
    path("<slug:slug>/<int:record_id>/", entries.entry, name="entry"),
    path("<slug:slug>/<int:record_id>/sua/", entries.change, name="change"),
    path("<slug:slug>/<int:record_id>/rut/", entries.take_back, name="take_back"),
    path("<slug:slug>/<int:record_id>/phuc-hoi/", entries.put_back, name="put_back"),
    path("<slug:slug>/<int:record_id>/lich-su/", entries.history, name="history"),
    path("<slug:slug>/<int:record_id>/buoc/<slug:code>/", entries.step, name="step"),
    path("<slug:slug>/<int:record_id>/buoc/<int:step_id>/rut/", entries.drop_step, name="drop_step"),
    path("<slug:slug>/<int:record_id>/tep/", papers.attach, name="attach"),
    path("<slug:slug>/tep/<int:file_id>/", papers.file, name="file"),
    path("<slug:slug>/tep/<int:file_id>/go/", papers.remove_file, name="remove_file"),
    path("<slug:slug>/<int:record_id>/lien-ket/", papers.link, name="link"),
    path("<slug:slug>/<int:record_id>/lien-ket/go/", papers.unlink, name="unlink"),
]
