"""The queue of films and takes as it is shown, and the films that were made."""

from ui.queue.panel import QueuePanel
from ui.queue.summary import QueueSummary

__all__ = ["QueuePanel", "QueueSummary"]
