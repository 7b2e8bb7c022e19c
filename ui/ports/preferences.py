"""What the person has set for the whole program, and the facts of this machine that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class ModelChoices:
    """How models are fetched and held in memory. ``folder``: where they lie; ``folder_fixed``: the environment names it
    and no setting counts; ``endpoint`` and ``proxy``: addresses, "" for none; ``offload`` and ``weights``: "auto"
    follows the machine, ``known_weights`` are the others there are. From ``step_cache`` on it is what makes models
    faster, at a price: ``cache_threshold`` how much may change in a step that is skipped (0 to 1), ``attention`` one of
    ``known_attention``, ``interpolation`` an ONNX file for frames between ("": ffmpeg makes them)."""

    folder: Path = Path()
    folder_fixed: bool = False
    source: Literal["hub", "modelscope"] = "hub"
    endpoint: str = ""
    proxy: str = ""
    offline: bool = False
    offload: Literal["auto", "none", "model", "group", "group-stream", "disk"] = "auto"
    weights: str = "auto"
    known_weights: tuple[str, ...] = ()
    step_cache: Literal["none", "first-block", "mag", "taylor"] = "none"
    cache_threshold: float = 0.08
    attention: str = "native"
    known_attention: tuple[str, ...] = ("native",)
    compile: bool = False
    channels_last: bool = False
    interpolation: str = ""


@dataclass(frozen=True)
class Values:
    """Every setting by its name. ``language``: of the windows; ``motion``: pictures may move by
    themselves; ``voice_zh`` and ``voice_en``: what new storyboards speak with ("" is the first voice of the language),
    at ``rate``; the webhook's secret is no setting."""

    language: Literal["system", "zh", "en"] = "system"
    theme: Literal["dark", "light"] = "dark"
    motion: bool = True
    autosave: bool = True
    films_folder: Path = Path()
    voice_zh: str = ""
    voice_en: str = ""
    rate: float = 1.0
    notices: bool = True
    webhook: bool = False
    webhook_private: bool = False
    webhook_titles: bool = False


@dataclass(frozen=True)
class CacheFacts:
    """What the cache holds and may hold, in bytes; ``size`` is None until it is counted."""

    size: int | None = None
    limit: int = 20_000_000_000


@dataclass(frozen=True)
class MachineFact:
    """One thing that was looked at on this machine, how it stands, and what can be done."""

    name: str
    status: Literal["ok", "note", "warn", "missing"]
    detail: str
    remedy: str = ""


@dataclass(frozen=True)
class WebhookFacts:
    """Where messages go (the address as it may be shown), whether a secret is kept, and why it was switched off."""

    address: str = ""
    has_secret: bool = False
    note: str = ""


class Preferences(QObject):
    """Settings and the facts beside them. A change holds at once.

    Signals:
        changed: a setting is another one.
        models_changed: a setting of models is another one, and is written.
        counted: the cache was counted, or room was made in it.
        examined: the machine was looked at.
        answered: what a server said to a trial message; carries whether it took it, and a sentence.
        trouble: a sentence; why something cannot be set or done.
        told: a sentence; what was done.
    """

    changed = Signal()
    models_changed = Signal()
    counted = Signal()
    examined = Signal()
    answered = Signal(bool, str)
    trouble = Signal(str)
    told = Signal(str)

    def values(self) -> Values:
        """All settings as they hold."""
        return Values()

    def change(self, **values: Any) -> None:
        """Change settings, each by its name in `Values`."""

    def models(self) -> ModelChoices:
        """How models are fetched and held."""
        return ModelChoices()

    def change_models(self, **values: Any) -> bool:
        """Change how models are fetched and held, each by its name in `ModelChoices` (``folder`` "": the one among the
        person's data); whether that can be used. ``trouble`` says why not."""
        return True

    def try_between_model(self, path: str) -> None:
        """Try an ONNX file that shall make the frames between, and keep it if it can; ``changed`` or ``trouble``
        tells."""

    def folders(self) -> Sequence[tuple[str, Path]]:
        """Folders of the program by what they are for: "films", "cache", "data"."""
        return ()

    def log_folder(self) -> Path:
        """Where the program writes what it did and what went wrong."""
        return Path()

    def open_folder(self, path: Path) -> None:
        """Show a folder in the system's file manager."""

    def cache(self) -> CacheFacts:
        """What the cache holds; ``count`` looks anew."""
        return CacheFacts()

    def count(self) -> None:
        """Count the cache; ``counted`` tells."""

    def set_cache_limit(self, limit: int) -> None:
        """Let the cache hold so many bytes."""

    def make_room(self) -> None:
        """Remove what can be made again and is not named by a storyboard; ``counted`` and ``told`` tell."""

    def machine(self) -> Sequence[MachineFact]:
        """What was found on this machine; empty until ``examine`` has looked."""
        return ()

    def examine(self) -> None:
        """Look at the machine; ``examined`` tells."""

    def webhook(self) -> WebhookFacts:
        """Where the webhook goes."""
        return WebhookFacts()

    def new_secret(self) -> str:
        """A secret that signs messages, for the person to give to the server; it is not kept yet."""
        return ""

    def set_webhook(self, address: str, secret: str) -> bool:
        """Keep address and secret ("": the one kept before) and switch the webhook on; whether that worked."""
        return False

    def switch_webhook_off(self) -> None:
        """Forget the webhook's address and secret."""

    def test_webhook(self) -> None:
        """Send a message that tells nothing; ``answered`` tells."""
