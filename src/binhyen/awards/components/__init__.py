"""What pages of awards show, as values."""
