"""What makes the picture of a shot. Today: the sky generator."""
