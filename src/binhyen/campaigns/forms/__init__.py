"""What comes in about events, parsed."""
