"""The inspector: fields for the shot and for the story."""

from ui.inspector.inspector import Inspector

__all__ = ["Inspector"]
