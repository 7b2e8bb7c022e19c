"""The engine is loaded by one thread after the other: several at once would keep the interpreter from the windows."""

from __future__ import annotations

import threading

in_turn = threading.Lock()
"""Held by a background thread while it imports parts of the engine."""
