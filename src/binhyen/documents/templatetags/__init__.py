"""Words of documents for templates."""
