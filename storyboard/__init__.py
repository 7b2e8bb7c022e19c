"""The document: a storyboard and pure edits on it. No Qt, no numpy, no ffmpeg. Time is integer frames."""
