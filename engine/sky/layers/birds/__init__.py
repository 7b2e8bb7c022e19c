"""Birds: the flock and the magpie bridge."""
