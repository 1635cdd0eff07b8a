"""Boards: what pages of analytics show, as values. Each number knows the page that it opens."""
