"""Which path opens which page of signals and spot checks."""

from django.urls import URLPattern, path

from binhyen.analytics.views import signals, spot_checks

app_name = "signals"

urlpatterns: list[URLPattern] = [
    path("", signals.signals, name="signals"),
    path("bao-cao/<int:report_id>/", signals.report_signals, name="report_signals"),
    path("dot/<int:collection_id>/ra-soat/", signals.look_again, name="look_again"),
    path("tin-hieu/<int:signal_id>/tra-loi/", signals.answer_signal, name="answer_signal"),
    path("tin-hieu/<int:signal_id>/ghi/", signals.note_signal, name="note_signal"),
    path("phuc-tra/", spot_checks.spot_checks, name="spot_checks"),
    path("phuc-tra/rut/", spot_checks.draw_spot_check, name="draw_spot_check"),
    path("phuc-tra/<int:check_id>/", spot_checks.spot_check, name="spot_check"),
    path("phuc-tra/<int:check_id>/ghi/", spot_checks.record_spot_check, name="record_spot_check"),
    path("phuc-tra/<int:check_id>/dong/", spot_checks.close_spot_check, name="close_spot_check"),
]
