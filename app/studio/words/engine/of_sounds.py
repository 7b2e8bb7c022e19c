"""Sentences about the voice, the music, the effects, and the letters of captions.

{0}, {1}, ... stand for what varies.
"""

from __future__ import annotations

from ui.language import QT_TRANSLATE_NOOP

OF_SOUNDS = (
    QT_TRANSLATE_NOOP("Engine", "There is no effect '{0}': choose one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The music file {0} holds no music (empty, damaged or silent): choose another file."),
    QT_TRANSLATE_NOOP("Engine", "The music file cannot be used: {0}"),
    QT_TRANSLATE_NOOP("Engine", "The music file {0}"),
    QT_TRANSLATE_NOOP("Engine", "The temporary folder {0} cannot be written ({1}): free some space there."),
    QT_TRANSLATE_NOOP("Engine", "The music {0} cannot be read ({1}): choose another file."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The line “{0}” could not be spoken: {1}. Try again, or make the film without narration.",
    ),
    QT_TRANSLATE_NOOP("Engine", "There is no narration in the language '{0}': choose zh or en."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The voice {0} kept silent at “{1}” in the line “{2}”: write these characters in another way or choose "
        "another voice.",
    ),
    QT_TRANSLATE_NOOP("Engine", "the list of voices"),
    QT_TRANSLATE_NOOP("Engine", "The line “{0}” was spoken into a broken file: {1}."),
    QT_TRANSLATE_NOOP("Engine", "There is no voice '{0}' for the line “{1}”: choose one of {2}."),
    QT_TRANSLATE_NOOP("Engine", "the voice did not finish"),
    QT_TRANSLATE_NOOP("Engine", "the voice wrote no file into {0}"),
    QT_TRANSLATE_NOOP("Engine", "no voice {0}"),
    QT_TRANSLATE_NOOP("Engine", "the voice cannot start: {0}"),
    QT_TRANSLATE_NOOP("Engine", "the voice engine died (status {0})"),
    QT_TRANSLATE_NOOP("Engine", "The narration was cancelled."),
    QT_TRANSLATE_NOOP("Engine", "The narrator is closed: open a new one."),
    QT_TRANSLATE_NOOP("Engine", "the voice's process ended"),
    QT_TRANSLATE_NOOP("Engine", "no answer within {0} s"),
    QT_TRANSLATE_NOOP("Engine", "The voice stopped: {0}"),
    QT_TRANSLATE_NOOP("Engine", "There is nothing to compose for: the film has no shot."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0} has the unknown mood '{1}': choose one of {2}."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0} does not begin where the one before it ends ({1} s) or has no length."),
    QT_TRANSLATE_NOOP("Engine", "There is no music style '{0}': choose one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The kept sound {0} cannot be read ({1}): try again."),
    QT_TRANSLATE_NOOP("Engine", "The sound cannot be kept in {0} ({1}): free some space there."),
    QT_TRANSLATE_NOOP("Engine", "The font {0} cannot be read ({1}): install Starloom again."),
    QT_TRANSLATE_NOOP("Engine", "it has no full Unicode character map"),
    QT_TRANSLATE_NOOP("Engine", "it has no table {0}"),
    QT_TRANSLATE_NOOP("Engine", "its character map has format {0} instead of 12"),
    QT_TRANSLATE_NOOP("Engine", "the file is cut off"),
    QT_TRANSLATE_NOOP("Engine", "Text of {0} pixels cannot be drawn: choose a size from 4 to 512 pixels."),
    QT_TRANSLATE_NOOP("Engine", "The captions have no letters for {0}: they are left out or show as boxes."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0}: nothing in its line can be spoken; it stays silent."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Shot {0} is fixed to {1} s, but its line takes {2} s: it runs into the next shot. Give it more time or "
        "shorten the line.",
    ),
)  # fmt: skip
