"""From frames, sound and captions to the finished film file."""
