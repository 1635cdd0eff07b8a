"""Writes to the map: the country's layers, and residential areas."""

from binhyen.places.actions.loading import Loaded, load_places

__all__ = ["Loaded", "load_places"]
