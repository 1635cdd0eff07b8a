"""Assembles the API: which storey's router answers below which address."""

from binhyen.analytics.api import router as measures
from binhyen.indicators.api import router as metadata
from binhyen.places.api import router as places
from binhyen.reports.api import exchange, reports, totals
from binhyen.ui.api import HouseApi

api = HouseApi(title="Bình Yên", version="1.0.0", openapi_url="/openapi.json")
api.add_router("/places", places)
api.add_router("/metadata", metadata)
api.add_router("/reports", reports)
api.add_router("/values", exchange)
api.add_router("/measures", measures)
api.add_router("", totals)
