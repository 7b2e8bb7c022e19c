"""The safe door for a person's own media: decoded in a limited child process, used only in our formats."""
