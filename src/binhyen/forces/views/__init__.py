"""Pages of forces: strength by place, teams and members, ratings."""
