"""What stands before every page: who is there, whether the session rested too long, how allauth behaves here."""
