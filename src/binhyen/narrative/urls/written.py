"""Reports in words: written, kept, signed."""

from django.urls import path

from binhyen.narrative.views import reports, sealing, writing

urlpatterns = [
    path("", reports.written_reports, name="written_reports"),
    path("moi/", reports.begin_report, name="begin_report"),
    path("<int:report_id>/", reports.written_report, name="written_report"),
    path("<int:report_id>/thay-doi/", reports.report_changes, name="report_changes"),
    path("<int:report_id>/in/", reports.print_report, name="print_report"),
    path("<int:report_id>/tep/<str:word>/", reports.download_report, name="download_report"),
    path("<int:report_id>/muc/<slug:part>/", writing.write_part, name="write_part"),
    path("<int:report_id>/muc/<slug:part>/tra-mau/", writing.restore_part, name="restore_part"),
    path("<int:report_id>/lam-moi/", writing.refresh_numbers, name="refresh_numbers"),
    path("<int:report_id>/trinh/", writing.submit_written, name="submit_written"),
    path("<int:report_id>/rut-lai/", writing.withdraw_written, name="withdraw_written"),
    path("<int:report_id>/tra-lai/", writing.return_written, name="return_written"),
    path("<int:report_id>/ky/", writing.sign_written, name="sign_written"),
    path("<int:report_id>/ky-so/", sealing.sign_digitally, name="sign_digitally"),
    path("<int:report_id>/bo/", writing.drop_written, name="drop_written"),
]
