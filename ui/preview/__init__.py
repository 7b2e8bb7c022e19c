"""The preview: the film under the playhead, played as it stands."""

from ui.preview.preview import Preview

__all__ = ["Preview"]
