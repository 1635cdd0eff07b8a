"""What a unit is: kinds, sizes, levels; how a council votes. Pure."""
