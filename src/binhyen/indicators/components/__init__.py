"""Parts of pages as pure values: the catalogue, report forms."""
