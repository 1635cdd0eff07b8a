"""Plays the demonstration through the storeys' own actions, step by step, as people at their posts would."""
