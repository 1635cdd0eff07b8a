"""What pages show, made ready."""
