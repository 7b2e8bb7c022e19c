"""A person's own pictures and films as the picture of a shot."""
