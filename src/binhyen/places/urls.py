"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.places.views import areas, browsing

app_name = "places"
urlpatterns: list[URLPattern] = [
    path("", browsing.places, name="places"),
    path("tim/", browsing.search, name="search"),
    path("<int:place_id>/", browsing.place, name="place"),
    path("<int:place_id>/lap-khu-dan-cu/", areas.found_area, name="found_area"),
    path("<int:place_id>/nhap-khu-dan-cu/", areas.merge_areas, name="merge_areas"),
    path("<int:place_id>/tach/", areas.split_area, name="split_area"),
    path("<int:place_id>/doi-ten/", areas.rename_area, name="rename_area"),
    path("<int:place_id>/giai-the/", areas.dissolve_area, name="dissolve_area"),
    path("<int:place_id>/ve-xa/", areas.settle_area, name="settle_area"),
]
