"""The timeline: the storyboard to scale, with its sounds in lanes below."""

from ui.timeline.panel import TimelinePanel

__all__ = ["TimelinePanel"]
