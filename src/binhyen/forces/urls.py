"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.forces.views import ratings, strengths, teams

app_name = "forces"
urlpatterns: list[URLPattern] = [
    path("", strengths.strength, name="strength"),
    path("to/<int:record_id>/", teams.group, name="group"),
    path("to/<int:record_id>/giai-the/", teams.dissolve, name="dissolve"),
    path("to/<int:record_id>/du-thao-quyet-dinh/", teams.draft_decision, name="draft_decision"),
    path("thanh-vien/<int:member_id>/", teams.member, name="member"),
    path("xep-loai/", ratings.ratings, name="ratings"),
    path("xep-loai/mo/", ratings.open_ratings, name="open_ratings"),
    path("xep-loai/<int:year_id>/", ratings.rating_year, name="rating_year"),
    path("xep-loai/<int:year_id>/quyet-dinh/", ratings.decide_ratings, name="decide_ratings"),
    path("xep-loai/<int:year_id>/van-ban/<slug:word>/", ratings.rating_paper, name="rating_paper"),
]
