"""Evidence, stored once by its hash."""
