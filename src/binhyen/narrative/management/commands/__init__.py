"""Commands of narrative."""
