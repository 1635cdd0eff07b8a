"""How a workbook is read: its grid, its heading, its columns and its cells. Pure."""
