"""From a storyboard to a film. No Qt; torch and diffusers are imported only when a generator needs them."""
