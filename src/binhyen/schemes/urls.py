"""Addresses of schemes."""

from django.urls import path

from binhyen.schemes.views import gallery, schemes

app_name = "schemes"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("theo-loai/", gallery.kinds, name="kinds"),
    path("theo-nam/", gallery.years, name="years"),
    path("dien-hinh/", gallery.exemplars, name="exemplars"),
    path("dien-hinh/<int:exemplar_id>/", gallery.exemplar, name="exemplar"),
    path("bang-diem/", schemes.score_sheet, name="score_sheet"),
    path("<int:record_id>/", schemes.scheme, name="scheme"),
    path("<int:record_id>/nhan-rong/", schemes.replicate, name="replicate"),
    path("<int:record_id>/danh-gia/", schemes.review, name="review"),
    path("<int:record_id>/giai-the/", schemes.dissolve, name="dissolve"),
    path("<int:record_id>/van-ban/<slug:word>/", schemes.draft, name="draft"),
]
