"""Tables of forces."""
