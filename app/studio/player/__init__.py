"""The film as it stands, seen and heard without an export."""
