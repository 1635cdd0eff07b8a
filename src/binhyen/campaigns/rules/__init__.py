"""What the law and the register say: pure."""
