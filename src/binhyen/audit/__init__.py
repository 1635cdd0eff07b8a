"""The append-only log, chained by hash; ids and never names."""
