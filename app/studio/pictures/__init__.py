"""Small pictures of shots and clips."""
