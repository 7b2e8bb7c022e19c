"""Storyboards opened, saved, kept and recovered."""
