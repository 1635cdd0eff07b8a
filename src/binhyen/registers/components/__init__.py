"""What pages of registers show, made ready."""
