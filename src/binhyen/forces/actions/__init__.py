"""Writes of forces beside its registers: ratings, the end of a team, the draft of its decision."""
