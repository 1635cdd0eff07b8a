"""What the demonstration and the bench are made of: pure, deterministic, checked before anything is played."""
