"""Models of the diffusion generator: what there is, what this machine can run, where they lie, how they come here."""
