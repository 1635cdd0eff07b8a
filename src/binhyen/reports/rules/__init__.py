"""The law of reports: windows, lives, totals; pure."""
