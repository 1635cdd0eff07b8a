"""What a register may hold and how its entries are counted: pure."""
