"""The law of official letters: what they hold, how they are numbered, checked, laid out and frozen. Pure."""
