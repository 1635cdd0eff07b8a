"""The lake as typed tables, and which of its figures take part in what is asked."""
