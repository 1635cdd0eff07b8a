"""What comes in about entries, parsed into facts."""
