"""Who may do what in this storey."""
