"""What was held for the people: sessions, festivals, conferences, drives; with place, attendance and results."""
