"""Which path opens which page of this storey."""
