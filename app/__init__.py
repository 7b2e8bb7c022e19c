"""The composition root: starts things and wires them together."""
