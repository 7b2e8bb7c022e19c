"""The inspector's words for values of the storyboard, in the language that holds now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from storyboard.model import Canvas, GeneratorName, Guidance, Mood, TransitionKind
from ui.inspector.fields import Choice
from ui.transitions import ICONS, name_of

MOOD_COLOURS: dict[Mood, str] = {
    "calm": "effects", "wonder": "captions", "tender": "music", "longing": "narration", "ominous": "faint",
    "dramatic": "danger", "heroic": "accent", "joyful": "good", "mourning": "narration", "solemn": "text",
}  # fmt: skip
"""The theme's colour that stands for a mood."""


def moods() -> list[tuple[Mood, str]]:
    """The moods and what they are called."""
    return [
        ("calm", QCoreApplication.translate("Vocabulary", "Calm")),
        ("wonder", QCoreApplication.translate("Vocabulary", "Wonder")),
        ("tender", QCoreApplication.translate("Vocabulary", "Tender")),
        ("longing", QCoreApplication.translate("Vocabulary", "Longing")),
        ("joyful", QCoreApplication.translate("Vocabulary", "Joyful")),
        ("heroic", QCoreApplication.translate("Vocabulary", "Heroic")),
        ("solemn", QCoreApplication.translate("Vocabulary", "Solemn")),
        ("ominous", QCoreApplication.translate("Vocabulary", "Ominous")),
        ("dramatic", QCoreApplication.translate("Vocabulary", "Dramatic")),
        ("mourning", QCoreApplication.translate("Vocabulary", "Mourning")),
    ]


def generators() -> list[tuple[GeneratorName, str, str]]:
    """What may make pictures, and its icon."""
    return [
        ("sky", QCoreApplication.translate("Vocabulary", "Sky painter"), "telescope"),
        ("diffusion", QCoreApplication.translate("Vocabulary", "Video model"), "cpu"),
    ]


def guidances() -> list[tuple[Guidance, str]]:
    """How closely a video model keeps to the true sky."""
    return [
        ("free", QCoreApplication.translate("Vocabulary", "By words alone")),
        ("guided", QCoreApplication.translate("Vocabulary", "Guided by the sky")),
        ("exact", QCoreApplication.translate("Vocabulary", "With exact stars")),
    ]


def transitions() -> list[tuple[TransitionKind, str, str]]:
    """The kinds of transitions, what they are called, and their icons."""
    return [(kind, name_of(kind), icon) for kind, icon in ICONS.items()]


def languages() -> list[Choice]:
    """The languages that are spoken, each by its own name."""
    return [("zh", "中文"), ("en", "English")]


def figure_styles() -> list[Choice]:
    """How figures are drawn."""
    return [
        ("classic", QCoreApplication.translate("Vocabulary", "Classic")),
        ("line", QCoreApplication.translate("Vocabulary", "Fine lines")),
        ("stardust", QCoreApplication.translate("Vocabulary", "Star dust")),
        ("luminous", QCoreApplication.translate("Vocabulary", "Luminous")),
        ("engraving", QCoreApplication.translate("Vocabulary", "Engraving")),
        ("ink_wash", QCoreApplication.translate("Vocabulary", "Ink wash")),
        ("paper_cut", QCoreApplication.translate("Vocabulary", "Paper-cut")),
    ]


def projections() -> list[Choice]:
    """How the sphere of the sky lies in the picture."""
    return [
        ("flat", QCoreApplication.translate("Vocabulary", "Flat"), "image"),
        ("rectilinear", QCoreApplication.translate("Vocabulary", "Straight lines"), "frame"),
        ("fulldome", QCoreApplication.translate("Vocabulary", "Dome"), "orbit"),
        ("equirect", QCoreApplication.translate("Vocabulary", "360° picture"), "panel-bottom"),
    ]


def projection_rule(projection: str) -> str:
    """What a projection is for, and what it asks of the picture, in one sentence."""
    return {
        "flat": QCoreApplication.translate("Vocabulary", "Constellations keep their shapes. Right for most films."),
        "rectilinear": QCoreApplication.translate(
            "Vocabulary", "Great circles stay straight. Very wide shots are painted flat."
        ),
        "fulldome": QCoreApplication.translate(
            "Vocabulary", "A square master for a planetarium's dome, the zenith in the middle."
        ),
        "equirect": QCoreApplication.translate(
            "Vocabulary", "For headsets and 360° players: always twice as wide as high."
        ),
    }[projection]


def size_words(canvas: Canvas) -> str:
    """The size of a canvas as people write it: 1920 × 1080."""
    return f"{canvas.width} × {canvas.height}"


def seconds_words(seconds: float) -> str:
    """A length as people say it: 6.4 s."""
    return QCoreApplication.translate("Vocabulary", "{0} s").format(f"{seconds:.1f}")


def compass_words(azimuth_deg: float) -> str:
    """The point of the compass that is nearest to an azimuth."""
    names = [
        QCoreApplication.translate("Vocabulary", "north"), QCoreApplication.translate("Vocabulary", "north-east"),
        QCoreApplication.translate("Vocabulary", "east"), QCoreApplication.translate("Vocabulary", "south-east"),
        QCoreApplication.translate("Vocabulary", "south"), QCoreApplication.translate("Vocabulary", "south-west"),
        QCoreApplication.translate("Vocabulary", "west"), QCoreApplication.translate("Vocabulary", "north-west"),
    ]  # fmt: skip
    return names[round(azimuth_deg / 45) % 8]
