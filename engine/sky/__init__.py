"""The sky generator: a planetarium that paints. Linear light, catalogue stars, figures, elements."""
