"""Analytics: the lake, measures over it, boards of them, and signals of figures without substance."""
