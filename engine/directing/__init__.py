"""From words to a scene: what a shot shows, where the camera looks, what is heard."""
