"""Paths of this storey, in the words of `rules.addresses`."""

from django.urls import path

from binhyen.recognition.views import (
    answers,
    appeals,
    appraisal,
    council,
    decisions,
    dossiers,
    evidence,
    grid,
    packs,
    rounds,
)

app_name = "recognition"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("vong/mo/", rounds.open_round, name="open_round"),
    path("vong/<int:round_id>/", rounds.round, name="round"),
    path("vong/<int:round_id>/bang/", rounds.export_round, name="export_round"),
    path("vong/<int:round_id>/thiet-lap/", rounds.set_round, name="set_round"),
    path("vong/<int:round_id>/ban-giay/", grid.paper_grid, name="paper_grid"),
    path("ho-so/", dossiers.dossiers, name="dossiers"),
    path("ho-so/dang-ky/", dossiers.register_dossiers, name="register_dossiers"),
    path("ho-so/nop/", dossiers.submit_dossiers, name="submit_dossiers"),
    path("ho-so/gia-han/", dossiers.extend_dossiers, name="extend_dossiers"),
    path("ho-so/<int:dossier_id>/", answers.dossier, name="dossier"),
    path("ho-so/<int:dossier_id>/tieu-chi/<str:criterion>/", answers.save_answer, name="save_answer"),
    path("ho-so/<int:dossier_id>/tieu-chi/<str:criterion>/tep/", evidence.add_evidence, name="add_evidence"),
    path("ho-so/<int:dossier_id>/dang-ky/", answers.register_dossier, name="register_dossier"),
    path("ho-so/<int:dossier_id>/nop/", answers.submit_dossier, name="submit_dossier"),
    path("ho-so/<int:dossier_id>/nam-truoc/", answers.start_dossier, name="start_dossier"),
    path("ho-so/<int:dossier_id>/rut/", answers.withdraw_dossier, name="withdraw_dossier"),
    path("ho-so/<int:dossier_id>/loi/", answers.add_remark, name="add_remark"),
    path("ho-so/<int:dossier_id>/loi/<int:remark_id>/xong/", answers.resolve_remark, name="resolve_remark"),
    path("ho-so/<int:dossier_id>/nhat-ky/", answers.dossier_trail, name="dossier_trail"),
    path("ho-so/<int:dossier_id>/lich-su/", answers.dossier_history, name="dossier_history"),
    path("ho-so/<int:dossier_id>/giay-to/<int:document_id>.pdf", answers.dossier_paper, name="dossier_paper"),
    path("don-vi/<int:unit_id>/", dossiers.unit_results, name="unit_results"),
    path("tep/<int:evidence_id>/", evidence.evidence, name="evidence"),
    path("tep/<int:evidence_id>/nho/", evidence.evidence_preview, name="evidence_preview"),
    path("tep/<int:evidence_id>/go/", evidence.remove_evidence, name="remove_evidence"),
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
urlpatterns += [
    path("quyet-dinh/", decisions.decisions, name="decisions"),
    path("quyet-dinh/xem-truoc/", decisions.decision_preview, name="decision_preview"),
    path("quyet-dinh/<int:decision_id>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:decision_id>/cap-giay/", decisions.certify, name="certify"),
    path("quyet-dinh/<int:decision_id>/giay-cong-nhan/", decisions.certificates, name="certificates"),
    path("quyet-dinh/thu-hoi/<int:dossier_id>/", decisions.revoke, name="revoke"),
]
urlpatterns += [
    path("hop-xet/", council.council, name="council"),
    path("hop-xet/dua-ra/", council.put_to_council, name="put_to_council"),
    path("hop-xet/ban-giay/", council.council_paper, name="council_paper"),
    path("hop-xet/ket-qua/", council.take_votes, name="take_votes"),
    path("hop-xet/to-trinh/", council.draft_submission, name="draft_submission"),
    path("hop-xet/<int:meeting_id>/", council.council_meeting, name="council_meeting"),
    path("hop-xet/<int:meeting_id>/phieu/", council.council_vote, name="council_vote"),
    path("hop-xet/<int:meeting_id>/chot/", council.council_close, name="council_close"),
    path("hop-xet/<int:meeting_id>/bien-ban/", council.draft_minutes, name="draft_minutes"),
    path("ho-so/<int:dossier_id>/bao-cao/", council.draft_assessment, name="draft_assessment"),
]
urlpatterns += [
    path("kien-nghi/", appeals.appeals, name="appeals"),
    path("kien-nghi/moi/<int:dossier_id>/", appeals.file_appeal, name="file_appeal"),
    path("kien-nghi/<int:appeal_id>/", appeals.appeal, name="appeal"),
    path("kien-nghi/<int:appeal_id>/xem-xet/", appeals.review_appeal, name="review_appeal"),
    path("kien-nghi/<int:appeal_id>/quyet-dinh/", appeals.decide_appeal, name="decide_appeal"),
]
urlpatterns += [
    path("bo-tieu-chi/", packs.packs, name="packs"),
    path("bo-tieu-chi/<int:version_id>/", packs.pack, name="pack"),
    path("bo-tieu-chi/<int:version_id>/sua/", packs.edit_pack, name="edit_pack"),
    path("bo-tieu-chi/<int:version_id>/ap-dung/", packs.activate_pack, name="activate_pack"),
    path("ket-qua-khac/", packs.other_results, name="other_results"),
    path("ket-qua-khac/<int:dossier_id>/<int:version_id>/", packs.other_result, name="other_result"),
]
