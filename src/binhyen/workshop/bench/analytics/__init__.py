"""The bench of analytics: six questions, asked of the lake, of bare DuckDB and of a wide table of PostgreSQL."""
