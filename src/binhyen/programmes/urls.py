from django.urls import path

from binhyen.programmes.views import programmes

app_name = "programmes"
urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("<int:record_id>/", programmes.programme, name="programme"),
    path("<int:record_id>/chon-hoat-dong/", programmes.take_in, name="take_in"),
]
