"""Official letters in the decreed layout, their numbers and their public verification."""
