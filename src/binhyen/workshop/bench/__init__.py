"""The bench: a province seeded into its own database, measured over HTTP beside named yardsticks."""
