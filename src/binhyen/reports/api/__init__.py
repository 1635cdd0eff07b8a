"""Reports for programs: what is expected, cells with their versions, values of many reports at once."""

from binhyen.reports.api.exchange import router as exchange
from binhyen.reports.api.reports import router as reports
from binhyen.reports.api.totals import router as totals

__all__ = ["exchange", "reports", "totals"]
