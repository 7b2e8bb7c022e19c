"""Texts other programs read and write: subtitles and scripts."""
