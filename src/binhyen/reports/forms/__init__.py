"""What came in: filters, answers and papers of the reports, parsed into typed values."""
