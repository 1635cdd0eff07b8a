"""Pages of recognition: rounds, dossiers, answers and their evidence, the grid from paper."""
