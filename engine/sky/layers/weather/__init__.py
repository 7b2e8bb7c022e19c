"""Clouds, lightning, mist."""
