"""The base page, its components and its clock."""
