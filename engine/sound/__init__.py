"""The sound of a film: the narrator's speech, the composed score, effects, and their mix."""
