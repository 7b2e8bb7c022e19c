"""What the engine understands of a shot's words, and the sky over it."""
