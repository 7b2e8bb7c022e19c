"""The library: legends, a person's own files, figures of the sky; everything can be dragged into the storyboard."""

from ui.library.panel import LibraryPanel

__all__ = ["LibraryPanel"]
