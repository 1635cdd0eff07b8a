"""The bench of registers: a province with many schemes and events."""
