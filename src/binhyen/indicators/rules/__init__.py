"""What can be counted and by which dimensions: pure."""
