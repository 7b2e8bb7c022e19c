"""The child process in which pyttsx3 lives: one JSON request per line in, one JSON answer per line out.

Started by `voice_process`; a file that stands alone, so that it runs from any folder. Requests: ``{"op": "voices"}``
and ``{"op": "speak", "text", "file", "voice", "rate", "pitch", "pitch_range", "volume", "timeout_s"}``. Answers:
``{"ok": …}``, or ``{"error": "…"}``, with ``"crashed": true`` when the engine died of it.

Remedies for pyttsx3 2.99 on espeak-ng:
  1  wait for finished-utterance: runAndWait() comes back before the file is written
  2  hand espeak the exact size of the text: the driver says ten times the length, and espeak copies that much
  3  never let the driver cancel at the end of its loop: the cancel races with the synthesis and empties the file
  4  set voice, rate, pitch, range and volume for every request: they outlive it, and init() returns the old engine
  5  where the system can fork, every line gets an engine fresh from start: espeak keeps state between lines, and the
     same words would never sound the same twice; a line that kills it kills only its own process
"""

import ctypes
import json
import os
import sys
import threading
from functools import lru_cache
from pathlib import Path

PHONEMES = 0x100  # espeak's flag: text in double brackets is phonemes
FORKS = sys.platform.startswith("linux")


def use_bundled_espeak():
    """Let pyttsx3 load the espeak-ng inside espeakng-loader, else whatever the system has.

    pyttsx3 tries a fixed list of paths through ctypes.cdll.LoadLibrary. Without ESPEAK_DATA_PATH the bundled library
    looks for its data where it was built, and still reports success.
    """
    import espeakng_loader

    os.environ.setdefault("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
    load = ctypes.cdll.LoadLibrary

    def load_bundled_first(name):
        if "espeak" in str(name):
            try:
                return ctypes.CDLL(espeakng_loader.get_library_path())
            except OSError:
                pass  # no bundled library for this platform: try the system's
        return load(name)

    ctypes.cdll.LoadLibrary = load_bundled_first


class Speaker:
    """pyttsx3's engine with its espeak driver repaired. One at a time in a process."""

    def __init__(self):
        import pyttsx3

        self._pitch_range = 50
        self._marks = []
        self._repair_driver()
        self._engine = pyttsx3.init("espeak")
        self._driver = self._engine.proxy._driver
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", lambda name, completed: self._finished.set())

    def voices(self):
        """(id, name, language) of every voice of the engine."""
        voices = list(self._engine.getProperty("voices"))  # type: ignore[call-overload]
        return [(voice.id, voice.name, (voice.languages or [""])[0]) for voice in voices]

    def speak(self, text, file, voice, rate, pitch, pitch_range, volume, timeout_s):
        """Write ``file``; return its word events (milliseconds, first character from 0, length)."""
        self._check_voice(voice)
        from pyttsx3.drivers import _espeak

        _espeak.Synchronize()
        self._driver._stopping = False
        self._driver.stop = lambda: None  # remedy 3
        self._marks.clear()
        self._pitch_range = pitch_range
        Path(file).unlink(missing_ok=True)
        for name, value in (("voice", voice), ("rate", rate), ("pitch", pitch), ("volume", volume)):  # remedy 4
            self._engine.setProperty(name, value)
        self._finished.clear()
        self._engine.save_to_file(text, file)
        self._engine.runAndWait()
        if not self._finished.wait(timeout_s):  # remedy 1
            raise TimeoutError("the voice did not finish")
        if not Path(file).exists():
            raise OSError(f"the voice wrote no file into {Path(file).parent}")  # the driver swallows the reason
        return list(self._marks)

    def _check_voice(self, voice):
        """The driver says nothing when a voice or its timbre is unknown, and takes another."""
        base, _, timbre = voice.partition("+")
        known = {identifier for identifier, _, _ in self.voices()}
        timbres = Path(os.environ.get("ESPEAK_DATA_PATH", ""), "voices", "!v")
        if base not in known or (timbre and timbres.is_dir() and timbre not in os.listdir(timbres)):
            raise ValueError(f"no voice {voice!r}")

    def _repair_driver(self):
        from pyttsx3.drivers import _espeak, espeak

        def synth(text, position=0, position_type=_espeak.POS_CHARACTER, end_position=0, flags=0, user_data=None):
            encoded = text.encode() if isinstance(text, str) else text
            _espeak.SetParameter(_espeak.RANGE, self._pitch_range, 0)
            _espeak.Synchronize()  # the settings have been taken before the words come
            size = len(encoded) + 1  # remedy 2
            flags |= PHONEMES
            return _espeak.cSynth(encoded, size, position, position_type, end_position, flags, None, user_data)

        _espeak.Synth = synth
        receive, marks = espeak.EspeakDriver._onSynth, self._marks

        def receive_and_mark(self, wav, numsamples, events):
            i = 0
            while self._speaking and events[i].type != _espeak.EVENT_LIST_TERMINATED:
                if events[i].type == _espeak.EVENT_WORD:
                    event = events[i]
                    marks.append((event.audio_position, event.text_position - 1, event.length))
                i += 1
            return receive(self, wav, numsamples, events)

        espeak.EspeakDriver._onSynth = receive_and_mark


@lru_cache(maxsize=1)
def the_speaker():
    """The process's only speaker: its driver must be repaired once."""
    return Speaker()


def carry_out(request):
    """The answer to a request; every failure becomes an answer, this is the border of the process."""
    request = dict(request)
    operation = request.pop("op")
    try:
        speaker = the_speaker()
        if operation == "voices":
            return {"ok": speaker.voices()}
        if operation == "speak":
            return {"ok": speaker.speak(**request)}
        if operation == "crash":  # for the test of the restart
            ctypes.string_at(1)
        return {"error": f"unknown operation {operation}"}
    except Exception as error:  # noqa: BLE001
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # the driver prints "Audio saved to …": keep it out of the answers

    def answer(message):
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    try:
        use_bundled_espeak()
        import pyttsx3.drivers._espeak  # loaded once, before any fork
        import pyttsx3.drivers.espeak  # noqa: F401
    except (ImportError, OSError, RuntimeError) as error:
        answer({"error": f"the voice cannot start: {error}"})
        return
    answer({"ok": "ready"})
    for line in sys.stdin:
        request = json.loads(line)
        if not FORKS:
            answer(carry_out(request))
            continue
        child = os.fork()  # remedy 5
        if child == 0:
            answer(carry_out(request))
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if status:
            answer({"error": f"the voice engine died (status {status})", "crashed": True})


if __name__ == "__main__":
    main()
