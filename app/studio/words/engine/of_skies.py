"""Sentences about the sky: places, dates, stars, figures, sky cultures, and what a scene shows.

{0}, {1}, ... stand for what varies.
"""

from __future__ import annotations

from ui.language import QT_TRANSLATE_NOOP

OF_SKIES = (
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no place '{0}' in the list: write its coordinates, like 39.9042,116.4074,44.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no place '{0}' in the list: did you mean {1}? Otherwise write its coordinates, like "
        "39.9042,116.4074,44.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no place '{0}' in the list: did you mean {1} or {2}? Otherwise write its coordinates, like "
        "39.9042,116.4074,44.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no place '{0}' in the list: did you mean {1} or {2} or {3}? Otherwise write its coordinates, "
        "like 39.9042,116.4074,44.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The place '{0}' is not on the Earth: latitude goes from -90 to 90, longitude from -180 to 180 (east "
        "positive), height from {1} to {2} metres.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The sky's time '{0}' is no date: write it like 2026-08-19T13:00:00Z, -2800-03-21, 'qixi 2026', 'winter "
        "solstice 755' or '中秋 2026'.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The sky's time '{0}' has no such hour: hours go to 23, minutes and seconds to 59."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The sky's time '{0}' names a day that does not exist: look at the month and the day (4 October 1582 is "
        "followed by the 15th).",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The sky is known for the years {0} to {1}, not for '{2}': choose a year between them.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The lunar calendar is known for the years {0} to {1}, not for '{2}': choose a year between them.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no star '{0}' in the catalogue: write its HIP number, like 91262, or a name, like Vega.",
    ),
    QT_TRANSLATE_NOOP("Engine", "There is no star '{0}' in the catalogue: did you mean {1}?"),
    QT_TRANSLATE_NOOP("Engine", "'{0}' or '{1}'"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no star HIP {0} in the catalogue: its numbers go from 1 to 118322, with gaps.",
    ),
    QT_TRANSLATE_NOOP("Engine", "There is no body '{0}': use one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The camera follows '{0}', which is not in this shot: add it to the shot's figures."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The camera looks for HIP {0}, a star that the catalogue does not have: give another number.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The camera turns towards '{0}', which has no place in the sky: choose another figure.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "What the camera looks at stands {0} degrees high, too high to be kept over a straight horizon: choose a "
        "view of the kind 'sky' or, for a rectilinear picture, the projection 'flat'.",
    ),
    QT_TRANSLATE_NOOP("Engine", "A view of the kind 'stage' needs wishes: say what should stand where."),
    QT_TRANSLATE_NOOP("Engine", "The figure '{0}' has no place in the sky: a stage cannot be found for it."),
    QT_TRANSLATE_NOOP("Engine", "'{0}' is no figure, constellation or star number: a stage cannot be found for it."),
    QT_TRANSLATE_NOOP("Engine", "The catalogue has no star HIP {0}: give another number."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "A view of the kind 'figure' must name its figure: add figure = \"orion\" or another one.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The figure '{0}' has no place in the sky: choose another view."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no sky culture '{0}': use one of {1}, or add a folder with 'starloom culture FOLDER'.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0}: 'id' is '{1}', a culture that Starloom brings along: rename it."),
    QT_TRANSLATE_NOOP("Engine", "The culture cannot be copied to {0} ({1}): free that folder."),
    QT_TRANSLATE_NOOP("Engine", "{0} is no sky culture: it has no {1}."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be read ({1})."),
    QT_TRANSLATE_NOOP("Engine", "{0} is not JSON: line {1}, column {2}: {3}."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must hold an object {2}."),
    QT_TRANSLATE_NOOP("Engine", "the file"),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a short name of letters, digits, '_' and '-'."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a list."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} is missing or empty."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be an object."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a text."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be an object with english or native."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a list of objects with english or native."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a list of lists of HIP numbers."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a list of HIP numbers."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a HIP number, not {2}."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} is {2}, but the catalogue has no star HIP {3}."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must name a picture."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} ('{2}') lies outside the folder."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} names '{2}', which is not there."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} names '{2}', which is no picture that can be read."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be a list of three places."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} lie on one line or on one star: choose three that span the picture."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be an object with pos and hip."),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} must be [x, y] in pixels of the picture."),
    QT_TRANSLATE_NOOP("Engine", "There is no figure '{0}'; there are: {1}."),
    QT_TRANSLATE_NOOP("Engine", "The figure '{0}' is drawn on the screen and has no place in the sky."),
    QT_TRANSLATE_NOOP("Engine", "The figure file {0} has no {1}: draw something."),
    QT_TRANSLATE_NOOP("Engine", "The figure file {0} cannot be read ({1}): correct it."),
    QT_TRANSLATE_NOOP("Engine", "The drawing of the figure '{0}' cannot be read ({1}): correct it."),
    QT_TRANSLATE_NOOP("Engine", "The figure '{0}' has no part '{1}'; it has: {2}."),
    QT_TRANSLATE_NOOP("Engine", "The figure '{0}' cannot be drawn ({1}): correct its drawing."),
    QT_TRANSLATE_NOOP("Engine", "'{0}' is no place: give a HIP number or [x, y] in reference pixels."),
    QT_TRANSLATE_NOOP("Engine", "The catalogue has no star HIP {0}: give another number or a place [x, y]."),
    QT_TRANSLATE_NOOP("Engine", "The figure '{0}' knows no motion '{1}': use one of {2}."),
    QT_TRANSLATE_NOOP("Engine", "There is no palace of the style '{0}': use one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The sky generator has no element '{0}': use one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "A fire has no shape '{0}': use one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "The element '{0}' needs at least two points to run between."),
    QT_TRANSLATE_NOOP("Engine", "The galactic equator does not cross this view: give the element 'points' instead."),
    QT_TRANSLATE_NOOP("Engine", "The {0} sky has no constellation '{1}': check its abbreviation or name."),
    QT_TRANSLATE_NOOP("Engine", "The picture {0} cannot be read: add its sky culture again."),
    QT_TRANSLATE_NOOP("Engine", "Starloom's picture of the Milky Way is missing: install Starloom again."),
    QT_TRANSLATE_NOOP("Engine", "A nebula has no palette '{0}': use one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "There is no meteor shower '{0}': use one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "Lightning: '{0}' must be finite, not '{1}': write seconds and pixels."),
    QT_TRANSLATE_NOOP("Engine", "Lightning: '{0}' must be numbers, not '{1}': write seconds and pixels."),
    QT_TRANSLATE_NOOP("Engine", "There is no motion '{0}'."),
    QT_TRANSLATE_NOOP("Engine", "A way is given to a figure that does not go anywhere."),
    QT_TRANSLATE_NOOP("Engine", "Leave it out, or give it a motion: {0}."),
    QT_TRANSLATE_NOOP("Engine", "There is no element '{0}'."),
    QT_TRANSLATE_NOOP("Engine", "Use one of {0}."),
)  # fmt: skip
