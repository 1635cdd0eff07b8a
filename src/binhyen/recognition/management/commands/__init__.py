"""`recognise`: conclude from a facts file."""
