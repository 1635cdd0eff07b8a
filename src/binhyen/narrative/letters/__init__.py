"""What narrative puts on paper."""
