"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.awards.views import council, decisions, desk, numbers, printing, proposals, roll, settings

app_name = "awards"
urlpatterns: list[URLPattern] = [
    path("", desk.awards, name="awards"),
    path("buoc/", desk.move_proposals, name="move_proposals"),
    path("to-trinh/", desk.draft_submission, name="draft_submission"),
    # one proposal
    path("de-nghi/<int:record_id>/", proposals.proposal, name="proposal"),
    path("de-nghi/<int:record_id>/ho-so/", proposals.put_paper, name="put_paper"),
    path("de-nghi/<int:record_id>/ho-so/<int:paper_id>/bo/", proposals.take_paper, name="take_paper"),
    path("de-nghi/<int:record_id>/thanh-tich/", proposals.achievements, name="achievements"),
    path("de-nghi/<int:record_id>/thu-hoi/", proposals.revoke_award, name="revoke_award"),
    # the council
    path("hoi-dong/", council.council, name="council"),
    path("hoi-dong/bieu-quyet/", council.put_to_council, name="put_to_council"),
    path("hoi-dong/bien-ban/", council.council_paper, name="council_paper"),
    path("hoi-dong/ket-qua/", council.take_votes, name="take_votes"),
    path("hoi-dong/<int:meeting_id>/bien-ban/", council.draft_minutes, name="draft_minutes"),
    # decisions
    path("quyet-dinh/", decisions.decisions, name="decisions"),
    path("quyet-dinh/moi/", decisions.decide, name="decide"),
    path("quyet-dinh/<int:decision_id>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:decision_id>/in/", printing.print_certificates, name="print_certificates"),
    # stock
    path("phoi/", printing.stocks, name="stocks"),
    path("phoi/<slug:form>/", printing.stock, name="stock"),
    path("phoi/<slug:form>/can-chinh/", printing.calibration, name="calibration"),
    # numbers
    path("thong-ke/", numbers.statistics, name="statistics"),
    path("kinh-phi/", numbers.budget, name="budget"),
    path("quy-dinh/", settings.rules, name="rules"),
    # everybody
    path("so-vang/", roll.honour_roll, name="honour_roll"),
]
