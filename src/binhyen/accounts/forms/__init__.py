"""What came in from the pages of this storey."""
