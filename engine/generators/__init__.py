"""What makes the picture of a shot: the sky generator, or a person's own footage."""
