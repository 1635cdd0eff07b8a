"""What reports look like on paper and in workbooks."""
