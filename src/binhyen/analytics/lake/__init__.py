"""The lake: a columnar copy of figures, reports, results and counts, in files that may be deleted at any moment."""
