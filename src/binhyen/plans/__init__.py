"""Documents from above, committees, plans with their tasks, inspections: who was asked what, and what came of it."""
