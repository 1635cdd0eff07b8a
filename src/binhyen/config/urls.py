"""Which storey answers which path. Paths are Vietnamese words without diacritics."""

from django.urls import URLPattern, URLResolver, include, path

from binhyen.config.api import api
from binhyen.ui.views import api_reference

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("binhyen.desk.urls")),
    path("", include("binhyen.portal.urls")),
    path("cong-nhan/", include("binhyen.recognition.urls")),
    path("bao-cao/", include("binhyen.reports.urls")),
    path("bang/", include("binhyen.analytics.urls.boards")),
    path("ke-hoach/", include("binhyen.plans.urls")),
    path("mo-hinh/", include("binhyen.schemes.urls")),
    path("luc-luong/", include("binhyen.forces.urls")),
    path("hoat-dong/", include("binhyen.campaigns.urls")),
    path("phoi-hop/", include("binhyen.programmes.urls")),
    path("khen-thuong/", include("binhyen.awards.urls")),
    path("so/", include("binhyen.registers.urls")),
    path("so-lieu/", include("binhyen.indicators.urls")),
    path("kiem-chung/", include("binhyen.analytics.urls.signals")),
    path("don-vi/", include("binhyen.units.urls")),
    path("tai-khoan/", include("binhyen.accounts.urls")),
    path("tai-khoan/", include("binhyen.accounts.urls.sign_in")),
    path("dia-ban/", include("binhyen.places.urls")),
    path("", include("binhyen.narrative.urls")),
    path("van-ban/", include("binhyen.documents.urls")),
    path("ui/", include("binhyen.ui.urls")),
    path("ban-minh-hoa/", include("binhyen.workshop.urls")),
    path("api/v1/tai-lieu/", api_reference, {"describe": api.get_openapi_schema}, name="api_reference"),
    path("api/v1/", api.urls),
]

handler400 = "binhyen.ui.views.bad_request"
handler403 = "binhyen.ui.views.forbidden"
handler404 = "binhyen.ui.views.not_found"
handler500 = "binhyen.ui.views.fault"
