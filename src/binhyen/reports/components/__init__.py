"""Values that the pages of reports are put together from."""
