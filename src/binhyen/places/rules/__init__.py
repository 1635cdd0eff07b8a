"""What places are and how they become one another: pure functions over dated values."""
