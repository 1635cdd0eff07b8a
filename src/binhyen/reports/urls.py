"""Which path opens which page of the reports."""

from django.urls import URLPattern, path

from binhyen.reports.views import (
    bulk,
    cells,
    collections,
    consolidated,
    delegations,
    difficulties,
    entering,
    home,
    key_areas,
    many,
    own_forms,
    papers,
    reviewing,
    steps,
    totals,
    trails,
    workbooks,
)

app_name = "reports"

urlpatterns: list[URLPattern] = [
    # one's own reports: the grid, its cells, its steps
    path("", home.reports, name="reports"),
    path("<int:report_id>/", entering.report, name="report"),
    path("<int:report_id>/o/", entering.save_cells, name="save_cells"),
    path("<int:report_id>/nop/", entering.submit_report, name="submit_report"),
    path("<int:report_id>/o/<str:cell>/", cells.cell, name="cell"),
    path("<int:report_id>/o/<str:cell>/trao-doi/", cells.add_cell_remark, name="add_cell_remark"),
    path("<int:report_id>/o/<str:cell>/giai-trinh/", cells.explain_cell, name="explain_cell"),
    path("<int:report_id>/o/<str:cell>/minh-chung/", cells.attach_files, name="attach_files"),
    path("minh-chung/<int:file_id>/", cells.cell_file, name="cell_file"),
    path("minh-chung/<int:file_id>/bo/", cells.detach_file, name="detach_file"),
    path("<int:report_id>/rut/", steps.withdraw_report, name="withdraw_report"),
    path("<int:report_id>/dem/", steps.take_report_counts, name="take_report_counts"),
    path("<int:report_id>/sua/", steps.correct_report, name="correct_report"),
    path("<int:report_id>/bo-sua/", steps.drop_report_correction, name="drop_report_correction"),
    path("dot/<int:collection_id>/nhap/", many.collection_grid, name="collection_grid"),
    path("dot/<int:collection_id>/nhap/luu/", many.save_collection_cells, name="save_collection_cells"),
    # collections: what was asked for, how complete it is, what is done to many reports
    path("dot/", collections.collections, name="collections"),
    path("dot/mo/", collections.open_collection, name="open_collection"),
    path("dot/<int:collection_id>/", collections.collection, name="collection"),
    path("dot/<int:collection_id>/danh-sach/", collections.export_reports, name="export_reports"),
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
    path("<int:report_id>/bieu-tinh/", own_forms.download_filled_form, name="download_filled_form"),
    path("<int:report_id>/in/", papers.official, name="official"),
    path("<int:report_id>/nhat-ky/", trails.report_trail, name="report_trail"),
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/<int:delegation_id>/ket-thuc/", delegations.end_delegation, name="end_delegation"),
    # totals: one number followed home, what changed, the consolidated table
    path("tong/", totals.totals, name="totals"),
    path("dot/<int:collection_id>/bang/", consolidated.consolidated, name="consolidated"),
    path("dot/<int:collection_id>/bang/xuat/", consolidated.export_consolidated, name="export_consolidated"),
    path("tong/thay-doi/", totals.total_changes, name="total_changes"),
    # difficulties and proposals
    path("kho-khan/", difficulties.difficulties, name="difficulties"),
    path("<int:report_id>/kho-khan/", difficulties.raise_difficulty, name="raise_difficulty"),
    path("kho-khan/<int:difficulty_id>/tra-loi/", difficulties.answer_difficulty, name="answer_difficulty"),
    path("kho-khan/<int:difficulty_id>/xac-nhan/", difficulties.confirm_difficulty, name="confirm_difficulty"),
    # key areas, as counts
    path("dia-ban-trong-diem/", key_areas.key_areas, name="key_areas"),
    path("dia-ban-trong-diem/ghi/", key_areas.record_key_areas, name="record_key_areas"),
    path("dia-ban-trong-diem/<int:record_id>/", key_areas.key_area_history, name="key_area_history"),
    # entry workbooks: filled in without a network
    path("<int:report_id>/bieu.xlsx", workbooks.download_workbook, name="download_workbook"),
    path("<int:report_id>/nhap-bieu/", workbooks.upload_workbook, name="upload_workbook"),
    path("nhap-bieu/", workbooks.upload_workbooks, name="upload_workbooks"),
    path("nhap-bieu/<str:word>/tra-lai.xlsx", workbooks.returned_workbook, name="returned_workbook"),
    path("dot/<int:collection_id>/bieu.zip", workbooks.download_workbooks, name="download_workbooks"),
]
