"""Tags and filters of recognition's pages."""
