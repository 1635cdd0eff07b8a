"""Tables of campaigns: what was held, where people can put a letter in, what villages agreed on, what is read out."""

from binhyen.campaigns.models.boxes import Box, BoxOpening, Convention
from binhyen.campaigns.models.conferences import (
    Conclusion,
    Delegate,
    EventLetter,
    Handing,
    Paper,
    Point,
    ProgrammeItem,
    Proposal,
    Question,
)
from binhyen.campaigns.models.events import CalendarFeed, Event
from binhyen.campaigns.models.materials import Material

__all__ = [
    "Box",
    "BoxOpening",
    "CalendarFeed",
    "Conclusion",
    "Convention",
    "Delegate",
    "Event",
    "EventLetter",
    "Handing",
    "Material",
    "Paper",
    "Point",
    "ProgrammeItem",
    "Proposal",
    "Question",
]
