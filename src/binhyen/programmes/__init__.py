"""Joint programmes: parties, commitments with targets, joint plans, summaries across years and maps."""
