"""Small lights: fireflies, glows, the river of light and the hairpin that draws it."""
