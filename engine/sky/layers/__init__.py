"""What a shot is made of: each layer paints itself into one linear buffer, back to front by its ``order``."""
