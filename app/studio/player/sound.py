"""The open storyboard's sound: lines spoken in the background, what is heard where, voices and music to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.studio.player.audio.device import Device, open_speakers
from app.studio.player.audio.feed import RATE
from app.studio.player.audio.laying import Laying
from app.studio.player.audio.listening import Listening, Wish
from app.studio.player.audio.speaker import LineSpeaker
from app.studio.player.audio.spoken_lines import SpokenLines
from app.studio.player.frames.state import Marker
from ui import language
from ui.document import Document
from ui.ports import Sound
from ui.ports.sound import CaptionSpan, EffectSpan, VoiceChoice

if TYPE_CHECKING:
    from engine.sound.narrator.speech import Speech

QUIET_S = 0.8
END_S = 0.25
"""So long after its last sample a line that is listened to is over."""


class FilmSound(Sound):
    """Knows how the document sounds. The studio calls ``document.retime()`` on ``measured``."""

    _spoken = Signal()
    _laid = Signal()
    _failed = Signal(str)
    _listened = Signal(str, object)
    _unheard = Signal(str, str)

    def __init__(
        self, document: Document, lines: SpokenLines, device: Callable[[QObject], Device | None] = open_speakers,
        quiet_s: float = QUIET_S, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """
        Args:
            lines: what is known of the document's lines; the same that its lengths come from.
            device: opens the sound output when a line is first listened to; None: there is none.
            quiet_s: so long the storyboard is left alone before its lines are spoken.
        """
        super().__init__(parent)
        self._document, self._lines = document, lines
        self._marker = Marker(lines.of)
        self._speaker = LineSpeaker(lines, self._spoken.emit, self._failed.emit, quiet_s)
        self._laying = Laying(self._laid.emit)
        self._listening = Listening(self._listened.emit, self._unheard.emit)
        self._device: Device | None = None
        self._open_device, self._key = device, ""
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self.stop_listening)
        queued = Qt.ConnectionType.QueuedConnection
        self._spoken.connect(self._tell_spoken, queued)
        self._laid.connect(self.measured, queued)
        self._failed.connect(self.trouble, queued)
        self._listened.connect(self._play, queued)
        self._unheard.connect(self._tell_unheard, queued)
        document.replaced.connect(lines.try_again)
        document.timed.connect(self._follow)
        self._follow()

    def voices(self) -> Sequence[VoiceChoice]:
        """The voices of this machine, called by their names in the windows' language."""
        zh = language.current() == "zh"
        return tuple(
            VoiceChoice(voice.id, voice.name_zh if zh else voice.name_en, (voice.language,))
            for voice in self._laying.voices
        )

    def listen(self, key: str, line: str, language: str, voice: str | None, rate: float) -> None:
        """Speak a line aloud."""
        self.stop_listening()
        if self._device is None:
            self._device = self._open_device(self)
        if self._device is None:
            self.trouble.emit(
                "There is no sound output on this computer: connect speakers or headphones, then listen again."
            )
            return
        self._key = key
        self.listening.emit(key)
        self._listening.ask(Wish(key, line, language, voice, rate))

    def stop_listening(self) -> None:
        """Be quiet."""
        self._over.stop()
        if self._key:
            self._key = ""
            self._listening.ask(None)
            if self._device is not None:
                self._device.stop()
            self.listening.emit("")

    def waveform(self, shot_id: str) -> Sequence[float] | None:
        """Loudness of a shot's line from its first word on."""
        shot = self._document.shot(shot_id)
        spoken = None if shot is None else self._lines.of(self._document.storyboard, shot)
        return spoken.peaks if spoken is not None and spoken.known else None

    def captions(self) -> Sequence[CaptionSpan]:
        """The captions of the film, as they were laid out last."""
        return self._laying.laid.captions

    def effects(self) -> Sequence[EffectSpan]:
        """The effects of the film, as they were laid out last."""
        return self._laying.laid.effects

    def cadences(self) -> Sequence[int]:
        """Frames at which the music comes to a close or a hit."""
        return self._laying.laid.cadences

    def music_styles(self) -> Sequence[tuple[str, str]]:
        """Ids of the score's styles and what they are called in the windows' language."""
        zh = language.current() == "zh"
        return tuple((style.name, style.name_zh if zh else style.name_en) for style in self._laying.styles)

    def close(self) -> None:
        """End the threads."""
        self.stop_listening()
        for each in (self._listening, self._speaker, self._laying):
            each.close()

    def _follow(self) -> None:
        """The storyboard or its schedule is another one."""
        board = self._document.storyboard
        self._speaker.show(board, self._document.current.id)
        self._laying.show(self._marker.state(board, self._document.schedule))

    def _tell_spoken(self) -> None:
        """Lines were spoken: other captions, and where their lengths differ another schedule, which comes back here."""
        self._laying.show(self._marker.state(self._document.storyboard, self._document.schedule))
        self.measured.emit()

    def _play(self, key: str, speech: Speech) -> None:
        if key != self._key or self._device is None:
            return
        import numpy as np

        sound = np.repeat(speech.samples.astype(np.float32)[:, None], 2, axis=1)

        def take(first: int, count: int) -> Any:
            out = np.zeros((count, 2), np.float32)
            part = sound[first : first + count]
            out[: len(part)] = part
            return out

        try:
            self._device.start(take, 0)
        except OSError:
            self._device = None
            self._tell_unheard(
                key, "The sound device cannot be opened: check your speakers or headphones, then listen again."
            )
            return
        self._over.start(round(1000 * (len(sound) / RATE + END_S)))

    def _tell_unheard(self, key: str, sentence: str) -> None:
        if key == self._key:
            self.stop_listening()
            self.trouble.emit(sentence)
