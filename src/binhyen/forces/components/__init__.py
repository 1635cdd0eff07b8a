"""What pages of forces show, as values."""
