"""Words of forces for templates."""
