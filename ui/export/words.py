"""What the choices of an export are called, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def preset(name: str, canvas: tuple[int, int]) -> str:
    """A size."""
    if not name:
        return translate("Export", "As the storyboard ({0} × {1})").format(*canvas)
    return {
        "720p": translate("Export", "720p · small, for messages and old projectors"),
        "1080p": translate("Export", "1080p · full HD, for most screens"),
        "1440p": translate("Export", "1440p · fine"),
        "4k": translate("Export", "4K · very fine, takes four times as long as 1080p"),
    }[name]


def aspect(name: str) -> str:
    """What a shape is for."""
    return {
        "": translate("Export", "the storyboard's own shape"),
        "16:9": translate("Export", "for televisions, projectors and video sites"),
        "9:16": translate("Export", "for telephones held upright"),
        "1:1": translate("Export", "a square, for posts"),
        "4:3": translate("Export", "for older projectors and tablets"),
    }[name]


def quality_name(name: str) -> str:
    """A quality."""
    return {
        "draft": translate("Export", "Draft"), "standard": translate("Export", "Standard"),
        "master": translate("Export", "Master"),
    }[name]  # fmt: skip


def quality(name: str) -> str:
    """What a quality is for."""
    return {
        "draft": translate("Export", "Encoded quickly, for a first look."),
        "standard": translate("Export", "For the classroom, for video sites and for friends."),
        "master": translate("Export", "The faintest stars are kept: for projection and for editing. A large file."),
    }[name]


def encoder(name: str) -> str:
    """An encoder."""
    hardware = {"nvenc": "NVIDIA", "qsv": "Intel", "videotoolbox": "Apple", "vaapi": "VA-API"}
    known = {
        "auto": translate("Export", "Automatic (H.264, plays everywhere)"),
        "x264": translate("Export", "H.264, plays everywhere"),
        "hevc10": translate("Export", "HEVC with 10 bits, for newer devices"),
        "prores": translate("Export", "ProRes 422 (.mov), for editing"),
    }
    if name in known:
        return known[name]
    maker = hardware.get(name.removesuffix("-hevc"), name)
    kind = "HEVC" if name.endswith("-hevc") else "H.264"
    return translate("Export", "{0} by {1} hardware, quick").format(kind, maker)


def check(name: str) -> str:
    """Something that can be ticked."""
    return {
        "burn_captions": translate("Export", "In the picture"),
        "soft_captions": translate("Export", "As a track"),
        "vtt": translate("Export", "As a file for the web (.vtt)"),
        "posters": translate("Export", "Posters"),
        "stems": translate("Export", "Sound in parts"),
        "edl": translate("Export", "Edit list (.otio)"),
    }[name]


def check_tip(name: str) -> str:
    """What it means."""
    return {
        "burn_captions": translate("Export", "The captions are part of the picture and seen everywhere"),
        "soft_captions": translate("Export", "Captions that a player can switch on and off"),
        "vtt": translate("Export", "Captions beside the film, for web pages"),
        "posters": translate("Export", "A cover and a picture of every shot, as .jpg"),
        "stems": translate("Export", "Speech, music and effects one by one, as .wav"),
        "edl": translate("Export", "For going on in an editing program"),
    }[name]


def label(value: bool | None) -> str:
    """When the AI label is put on the film."""
    if value is None:
        return translate("Export", "Where it is needed")
    return translate("Export", "Always") if value else translate("Export", "Never")


def label_says() -> str:
    """What the AI label is."""
    return translate(
        "Export",
        "A mark in the first seconds and an entry in the file that say the pictures are AI-generated. The painted sky "
        "and your own footage need none.",
    )
