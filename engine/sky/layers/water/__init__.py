"""The sea and what stands in it."""
