"""How a simulated nation behaves: chance by seed, sizes of places, profiles, forms, honest reports. Pure."""
