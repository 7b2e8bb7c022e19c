"""The instruments of the score, all synthesised."""
