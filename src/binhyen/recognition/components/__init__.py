"""What the pages of recognition show, made ready: words, rows, bars, fields, threads."""
