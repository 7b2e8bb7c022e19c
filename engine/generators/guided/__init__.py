"""From a shot to a video model's clips and back: what the model is given, how its clips become frames."""
