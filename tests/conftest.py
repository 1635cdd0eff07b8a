"""The town: a small named cast, built through actions. Fixtures that more than one folder uses stand here."""

from hypothesis import settings

settings.register_profile("binhyen", deadline=None)  # first calls read packs and maps; time is measured by the bench
settings.load_profile("binhyen")
