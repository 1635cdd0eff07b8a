"""Pages of the indicators: counted figures, the catalogue, forms."""
