"""People who sign in, their posts, and where each post may act."""
