"""Paths of this storey, in the words of `rules.addresses`."""

from django.urls import path

from binhyen.recognition.views import dossiers, rounds

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
