"""Mountains, hills, plains, trees, grass."""
