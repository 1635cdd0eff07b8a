"""How duties are put in order: by lateness, never by merit."""
