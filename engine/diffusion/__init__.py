"""Clips out of a diffusion model, in this process: from a request to frames."""
