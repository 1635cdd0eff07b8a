"""What people type about written reports."""
