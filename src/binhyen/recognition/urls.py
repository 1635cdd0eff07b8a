"""Paths of this storey, in the words of `rules.addresses`."""

from django.urls import path

from binhyen.recognition.views import appraisal, dossiers, rounds

app_name = "recognition"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("vong/mo/", rounds.open_round, name="open_round"),
    path("vong/<int:round_id>/", rounds.round, name="round"),
    path("vong/<int:round_id>/bang/", rounds.export_round, name="export_round"),
    path("vong/<int:round_id>/thiet-lap/", rounds.set_round, name="set_round"),
    path("ho-so/", dossiers.dossiers, name="dossiers"),
    path("ho-so/dang-ky/", dossiers.register_dossiers, name="register_dossiers"),
    path("ho-so/nop/", dossiers.submit_dossiers, name="submit_dossiers"),
    path("ho-so/gia-han/", dossiers.extend_dossiers, name="extend_dossiers"),
]
urlpatterns += [
    path("tham-dinh/", appraisal.appraisal, name="appraisal"),
    path("tham-dinh/khai-bao/", appraisal.declare_many, name="declare_many"),
    path("tham-dinh/ket-luan/xem-truoc/", appraisal.conclude_preview, name="conclude_preview"),
    path("tham-dinh/ket-luan/", appraisal.conclude_many, name="conclude_many"),
    path("tham-dinh/<int:dossier_id>/", appraisal.appraise, name="appraise"),
    path("tham-dinh/<int:dossier_id>/khai-bao/", appraisal.declare, name="declare"),
    path("tham-dinh/<int:dossier_id>/tieu-chi/<str:criterion>/", appraisal.appraise_answer, name="appraise_answer"),
    path("tham-dinh/<int:dossier_id>/trao-doi/", appraisal.appraisal_remark, name="appraisal_remark"),
    path("tham-dinh/<int:dossier_id>/trao-doi/xong/", appraisal.appraisal_resolve, name="appraisal_resolve"),
    path("tham-dinh/<int:dossier_id>/tra-lai/", appraisal.return_dossier, name="return_dossier"),
    path("tham-dinh/<int:dossier_id>/ket-luan/", appraisal.conclude_appraisal, name="conclude_appraisal"),
]
