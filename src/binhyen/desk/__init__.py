"""My work: what is asked of the person who signed in."""
