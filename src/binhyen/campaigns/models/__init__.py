"""Tables of campaigns: what was held, where people can put a letter in, what villages agreed on, what is read out."""

from binhyen.campaigns.models.boxes import Box, BoxOpening, Convention
from binhyen.campaigns.models.events import Event
from binhyen.campaigns.models.materials import Material

__all__ = ["Box", "BoxOpening", "Convention", "Event", "Material"]
