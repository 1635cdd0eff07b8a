"""What every storey's API shares: who may ask, how bodies are read, how errors are told, how it is described."""

from binhyen.ui.api.answers import NotThere, TooLarge, Unreadable, WrongMedia, WrongValues
from binhyen.ui.api.bodies import read_body, require_media
from binhyen.ui.api.doors import ApiRouter, Needs
from binhyen.ui.api.house import HouseApi
from binhyen.ui.api.values import Answer, Asked, Day

__all__ = [
    "Answer",
    "ApiRouter",
    "Asked",
    "Day",
    "HouseApi",
    "Needs",
    "NotThere",
    "TooLarge",
    "Unreadable",
    "WrongMedia",
    "WrongValues",
    "read_body",
    "require_media",
]
