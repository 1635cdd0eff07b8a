"""Pages of this storey: signing in, the own account, administration."""
