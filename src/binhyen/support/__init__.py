"""Support counts: people helped after prison, weapons and firecrackers handed in; numbers with their document."""
