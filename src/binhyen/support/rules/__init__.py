"""What support counts may say: pure."""
