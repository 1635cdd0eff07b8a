"""The town: a small named cast, built through actions. Fixtures that more than one folder uses stand here."""
