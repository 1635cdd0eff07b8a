"""The bench of reports: saving over HTTP, importing, totals and books, each beside a bare yardstick of the same run."""
