"""What comes in: the conference question, a province's report forms."""
