"""What can go wrong while a film is made, said in one sentence: what, where, what to do."""


class EngineError(Exception):
    """The engine cannot go on; ``str()`` is one sentence for the person."""


class BadInput(EngineError):
    """What the person gave cannot be used: a file, a folder, a name."""


class Cancelled(EngineError):
    """The person asked to stop; nothing is wrong."""
