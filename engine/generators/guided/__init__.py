"""From a shot to a video model's clips and back: what the model is given, and how its clips become the shot's frames."""
