"""Tables of the storey. The lake's rows are files; here stands what people wrote: answers, notes, findings."""

from binhyen.analytics.models.boards import BoardShare, SavedBoard
from binhyen.analytics.models.signals import Look, Signal
from binhyen.analytics.models.spot_checks import SpotCheck, SpotStratum, SpotUnit

__all__ = ["BoardShare", "Look", "SavedBoard", "Signal", "SpotCheck", "SpotStratum", "SpotUnit"]
