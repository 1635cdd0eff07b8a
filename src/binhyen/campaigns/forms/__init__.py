"""What comes in, parsed."""
