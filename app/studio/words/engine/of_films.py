"""Sentences about films, their files and the queue that makes them. {0}, {1}, ... stand for what varies."""

from __future__ import annotations

from ui.language import QT_TRANSLATE_NOOP

OF_FILMS = (
    QT_TRANSLATE_NOOP(
        "Engine",
        "The other {0} of {1} shots are kept: mend this and run it again, only what is missing is made.",
    ),
    QT_TRANSLATE_NOOP("Engine", "Shot {0}: nothing can make it."),
    QT_TRANSLATE_NOOP("Engine", "The take {0} cannot be made again: {1}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Clips in the cache folder {0} vanish or cannot be read as soon as they are made: see what changes them.",
    ),
    QT_TRANSLATE_NOOP("Engine", "A frame of shape {0} does not fit a clip of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The clip {0} cannot be read ({1})."),
    QT_TRANSLATE_NOOP("Engine", "The clip {0} cannot be written ({1})."),
    QT_TRANSLATE_NOOP("Engine", "The disk of {0} is full: free some space, or give the cache a smaller limit."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The disk of {0} is full: {1} could not be finished. Free some space or choose another folder.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} could not be written ({1})."),
    QT_TRANSLATE_NOOP("Engine", "The overlay {0} could not be written ({1}): choose another place."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "An edit decision list needs the package OpenTimelineIO: install it (pip install opentimelineio), or "
        "leave the list out.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The edit decision list {0} cannot be written ({1})."),
    QT_TRANSLATE_NOOP("Engine", "There is no encoder '{0}': choose one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The film {0} cannot be read ({1})."),
    QT_TRANSLATE_NOOP("Engine", "{0} has no picture."),
    QT_TRANSLATE_NOOP("Engine", "{0} has no frames."),
    QT_TRANSLATE_NOOP("Engine", "The film {0} has no frames."),
    QT_TRANSLATE_NOOP("Engine", "The sound of a film needs two channels, not an array of shape {0}."),
    QT_TRANSLATE_NOOP("Engine", "The AI label of {0} could not be written."),
    QT_TRANSLATE_NOOP("Engine", "The AI label of {0} cannot be understood: {1}"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The AI label's {0} '{1}' cannot be written: use Latin letters, digits and signs without blanks, not {2}.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The AI label's {0} '{1}' cannot be written: use Latin letters, digits and signs without blanks.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The segment {0} cannot be read ({1}): export again, it is then made anew."),
    QT_TRANSLATE_NOOP("Engine", "The segment {0} holds {1} frames instead of {2}: clear the cache."),
    QT_TRANSLATE_NOOP("Engine", "The segment {0} was encoded with other settings: clear the cache."),
    QT_TRANSLATE_NOOP("Engine", "The film {0} did not come out whole ({1} of {2} frames)."),
    QT_TRANSLATE_NOOP("Engine", "The sound of {0} is {1} s long instead of {2} s."),
    QT_TRANSLATE_NOOP("Engine", "{0} is a folder: name the film, for example {1}."),
    QT_TRANSLATE_NOOP("Engine", "There is no folder {0}: make it or choose another place for the film."),
    QT_TRANSLATE_NOOP("Engine", "The folder {0} cannot be written: choose another place for the film."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The disk of {0} has {1} free, and this film needs about {2} there: free some space or choose another "
        "folder.",
    ),
    QT_TRANSLATE_NOOP("Engine", "A film of {0} pixels is not possible: both sides must be even, 16 or more."),
    QT_TRANSLATE_NOOP("Engine", "A film with {0} frames per second is not possible."),
    QT_TRANSLATE_NOOP("Engine", "Frame {0} has shape {1}; the film is {2}."),
    QT_TRANSLATE_NOOP("Engine", "ProRes needs a .mov file: name the film for example {0}."),
    QT_TRANSLATE_NOOP("Engine", "An overlay is a flat picture; '{0}' is not: choose flat or rectilinear."),
    QT_TRANSLATE_NOOP("Engine", "The captions {0} cannot be written ({1})."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The film {0} is whole, but not everything beside it could be written ({1}): free some space there and "
        "export it again; nothing is painted twice.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The stem {0} cannot be written ({1}): free some space there."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The cache folder {0} cannot be written ({1}): free some space there, and see that no other program holds"
        " it.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The cache folder {0} cannot be written ({1}): free some space there."),
    QT_TRANSLATE_NOOP("Engine", "The cache folder {0} cannot be made ({1})."),
    QT_TRANSLATE_NOOP("Engine", "The folder {0} cannot be made ({1})."),
    QT_TRANSLATE_NOOP("Engine", "{0} was written by a newer Starloom ({1}): update."),
    QT_TRANSLATE_NOOP("Engine", "The database {0} cannot be written ({1})."),
    QT_TRANSLATE_NOOP("Engine", "The database {0} cannot be read ({1})."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Job {0} of the queue already writes another film to {1}: choose another file, or cancel that job first.",
    ),
)  # fmt: skip
