"""Tables of schemes."""
