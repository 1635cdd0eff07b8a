"""Which files are evidence and what makes one fit to keep. Pure."""
