"""Figures in a shot: on their stars or on the set."""
