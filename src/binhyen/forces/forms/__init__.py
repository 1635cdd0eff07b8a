"""What came in about forces, parsed into typed values."""
