"""The windows of the studio: they show the storyboard and say what the person wants. They know no engine."""
