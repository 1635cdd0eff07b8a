"""Writes of recognition: rounds, registration, answers, appraisal, votes, decisions, packs."""
