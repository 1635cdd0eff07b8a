"""What comes in about awards: papers, steps for many, votes, decisions, settings, stock."""
