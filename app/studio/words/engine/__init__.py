"""What the engine says, sentence by sentence, so that it can be said in another language."""
