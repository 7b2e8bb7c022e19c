"""The queue, exports and takes, for the windows."""
