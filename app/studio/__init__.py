"""The studio: the windows wired to the engine."""
