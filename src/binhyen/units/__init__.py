"""Agencies, enterprises, schools and areas as subjects; committees and their ballots."""
