"""A province's places, people and years, written in bulk: measured are the pages and actions, not the seeding."""
