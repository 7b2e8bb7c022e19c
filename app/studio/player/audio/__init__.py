"""What the studio lets a person hear: lines as they are spoken, the film's mix, and the clock that they run by."""
