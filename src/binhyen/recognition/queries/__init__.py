"""Reads of recognition: packs, rounds, dossiers, desks and results, each for the person who looks."""
