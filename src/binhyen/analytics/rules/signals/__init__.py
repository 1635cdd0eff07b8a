"""Signals that a report is worth a second look, what each rests on, how much a check would teach. Never of people."""
