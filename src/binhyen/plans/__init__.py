"""Documents from above, committees, annual plans with their tasks, inspections: who was asked what, and what came of it."""
