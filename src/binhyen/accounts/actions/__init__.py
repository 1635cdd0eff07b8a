"""Writes of this storey: posts, who holds them, accounts and their passwords."""
