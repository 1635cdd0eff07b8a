"""How entries are chained: pure functions from values to hashes and verdicts."""
