"""A simulated nation in columns: its map, reports and figures by DuckDB, as files of the lake or into the database."""
