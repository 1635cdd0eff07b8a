"""Spot checks (phúc tra) of recognised units: a sample by lot from strata, and what it says of all of them."""
