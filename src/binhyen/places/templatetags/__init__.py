"""Words for places in templates."""
