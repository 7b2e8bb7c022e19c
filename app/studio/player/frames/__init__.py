"""Frames of the open storyboard as its film would show them, made in the background for the preview."""
