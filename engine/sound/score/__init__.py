"""The score: background music composed to the storyboard and played by synthesised instruments."""
