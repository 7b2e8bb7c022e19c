"""Takes: renderings of shots as clips in the cache."""
