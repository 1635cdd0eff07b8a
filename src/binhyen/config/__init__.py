"""Assembles the house: settings, routes, the command. Nobody imports it."""
