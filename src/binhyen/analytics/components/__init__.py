"""Parts of the pages of boards: drawings and tables made of boards' values."""
