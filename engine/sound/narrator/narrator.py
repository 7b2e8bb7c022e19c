"""The narrator: a line of text in, speech with the times of its clauses and words out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import soundfile

from engine.sound.audio import SAMPLE_RATE, samples
from engine.sound.narrator import clause_cache, polish, voices
from engine.sound.narrator.clause_cache import ClauseCache, Marks
from engine.sound.narrator.errors import NarrationError
from engine.sound.narrator.speech import Clause, Speech, Word
from engine.sound.narrator.spoken_text import SpokenClause, spoken_line
from engine.sound.narrator.voice_process import VoiceProcess, VoiceStopped
from engine.sound.narrator.voices import Voice

ENGINE = "espeak-ng 1.52 through pyttsx3, 1"
ATTEMPTS = 3
VOLUME = 0.8
LEAST_TIMEOUT_S = 15.0
TIMEOUT_PER_CHARACTER_S = 0.2
TRAILING = " \n\t，、；：。！？,;:.!?-"
PHONEMES_OPEN = "[["


class Narrator:
    """Speaks lines clause by clause, with pauses of our own; every clause is kept on disk by its content.

    Safe to use from several threads; lines wait for each other.
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        """``cache_dir``: where clauses are kept; None keeps none."""
        self._cache = ClauseCache(Path(cache_dir)) if cache_dir is not None else None
        self._process = VoiceProcess()

    def __enter__(self) -> Narrator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def speak(self, line: str, language: str, voice: str | None = None, rate: float = 1.0) -> Speech:
        """Speak a line.

        Args:
            line: the shown text; may hold pause tags (`spoken_text`). Without a speakable character the speech is
                empty.
            language: "zh" or "en".
            voice: a voice's id; None takes the language's default.
            rate: factor of the voice's natural speed; pauses shorten with it.

        Raises:
            NarrationError: unknown language or voice, or the voice failed three times; names the line.
            Cancelled: `cancel` was called meanwhile.
        """
        _check_language(language)
        ticket = self._process.ticket()
        speaker = voices.find(voice, language)
        spoken = spoken_line(line, language)
        pieces = [np.zeros(samples(spoken.lead_s), dtype=np.float32)]
        clock = len(pieces[0])
        clauses: list[Clause] = []
        words: list[Word] = []
        for number, clause in enumerate(spoken.clauses):
            manner = speaker if clause.language == language else voices.find(None, clause.language)
            sound, marks = self._clause(clause, manner, rate, ticket, line)
            start_s, end_s = clock / SAMPLE_RATE, (clock + len(sound)) / SAMPLE_RATE
            clauses.append(Clause(clause.shown_start, clause.shown_end, start_s, end_s))
            words += _words(clause, marks, start_s, end_s)
            last = number == len(spoken.clauses) - 1
            rest = np.zeros(0 if last else samples(clause.pause_s / rate), dtype=np.float32)
            pieces += [sound, rest]
            clock += len(sound) + len(rest)
        return Speech(np.concatenate(pieces), tuple(clauses), tuple(words), language, speaker.id, True)

    def voices(self, language: str) -> tuple[Voice, ...]:
        """The voices we offer for a language that the engine on this machine has; the default first.

        Raises:
            NarrationError: unknown language, or the engine does not start.
        """
        _check_language(language)
        known = {entry[0] for entry in self._ask({"op": "voices"}, 30.0, self._process.ticket(), "the list of voices")}
        return tuple(voice for voice in voices.of_language(language) if voice.id.partition("+")[0] in known)

    def cancel(self) -> None:
        """End all lines in progress; they raise Cancelled. The narrator can go on afterwards."""
        self._process.cancel()

    def close(self) -> None:
        """End the voice's process; lines in progress raise Cancelled."""
        self._process.close()

    def _clause(
        self, clause: SpokenClause, voice: Voice, rate: float, ticket: int, line: str
    ) -> tuple[np.ndarray, Marks]:
        manner = {"voice": voice.id, "rate": voice.speed(rate), "pitch": voice.pitch, "pitch_range": voice.pitch_range}
        name = clause_cache.key(engine=ENGINE, polish=polish.VERSION, text=clause.text, volume=VOLUME, **manner)
        kept = self._cache.get(name) if self._cache else None
        if kept is not None:
            return kept
        sound, marks = self._synthesise(clause.text, manner, ticket, line)
        if self._cache:
            self._cache.put(name, sound, marks)
        return sound, marks

    def _synthesise(self, text: str, manner: dict[str, Any], ticket: int, line: str) -> tuple[np.ndarray, Marks]:
        timeout_s = LEAST_TIMEOUT_S + TIMEOUT_PER_CHARACTER_S * len(text)
        with tempfile.TemporaryDirectory(prefix="starloom-voice-") as folder:
            path = str(Path(folder, "clause.wav"))
            request = {"op": "speak", "text": text, "file": path, "volume": VOLUME, "timeout_s": timeout_s, **manner}
            events = self._ask(request, timeout_s + 5, ticket, line)
            try:
                raw, rate = soundfile.read(path, dtype="float64")
            except soundfile.LibsndfileError as error:
                raise NarrationError(f"The line “{_short(line)}” was spoken into a broken file: {error}.") from error
        cut, front_s = polish.trimmed(np.asarray(raw, dtype=np.float64), rate)
        if len(cut) == 0:
            raise NarrationError(
                f"The voice {manner['voice']} kept silent at “{_short(text)}” in the line “{_short(line)}”: "
                "write these characters in another way or choose another voice."
            )
        marks = tuple((max(0.0, ms / 1000 - front_s), int(first), int(length)) for ms, first, length in events)
        return polish.polished(cut, rate), marks

    def _ask(self, request: dict[str, Any], timeout_s: float, ticket: int, line: str) -> Any:
        """Ask, again after a crash; the error names the line."""
        reason = ""
        for _ in range(ATTEMPTS):
            try:
                return self._process.ask(request, timeout_s, ticket)
            except VoiceStopped as error:
                reason = str(error)
            except NarrationError as error:
                reason = str(error)
                break
        if "no voice" in reason:
            raise NarrationError(
                f"There is no voice '{request.get('voice')}' for the line “{_short(line)}”: choose one of "
                + ", ".join(voice.id for voice in voices.offered())
                + "."
            )
        raise NarrationError(
            f"The line “{_short(line)}” could not be spoken: {reason.rstrip('.')}. Try again, or make the film "
            "without narration."
        )


def _check_language(language: str) -> None:
    if language not in voices.LANGUAGES:
        raise NarrationError(f"There is no narration in the language '{language}': choose zh or en.")


def _words(clause: SpokenClause, marks: Marks, start_s: float, end_s: float) -> list[Word]:
    """The engine's marks in the text it was given, as times of shown characters; neighbours on one stretch join.

    A mark tells where a word begins; the word reaches to the next mark, less the marks of punctuation between.
    """
    found: list[Word] = []
    length_s = end_s - start_s
    starts = [first - 2 if clause.text[:first].endswith(PHONEMES_OPEN) else first for _, first, _ in marks]
    ends = [*starts[1:], len(clause.text)]
    until = [*(time_s for time_s, _, _ in marks[1:]), length_s]
    for (time_s, _, _), first, end, until_s in zip(marks, starts, ends, until, strict=True):
        text = clause.text[first:end]
        origins = clause.source[first : first + max(1, len(text.rstrip(TRAILING)))]
        if not origins:
            continue
        word = Word(min(origins), max(origins) + 1, start_s + min(time_s, length_s), start_s + min(until_s, length_s))
        if found and word.shown_start < found[-1].shown_end:
            before = found.pop()
            shown_end = max(before.shown_end, word.shown_end)
            word = Word(before.shown_start, shown_end, before.start_s, word.end_s)
        found.append(word)
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
