"""The commands of ``starloom``, one file per kind of work."""
