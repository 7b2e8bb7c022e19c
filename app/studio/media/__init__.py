"""A person's own files brought in."""
