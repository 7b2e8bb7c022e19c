"""Reads a person's media in a process of its own: ``python -m engine.media.child CPU_S MEMORY FILE_SIZE WORK WORD...``

It limits itself, does one piece of work and ends: ``streams`` and ``image`` answer with one line of JSON, ``run``
becomes the program that its arguments name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import NoReturn

from engine.media.limits import apply


def main(arguments: list[str]) -> NoReturn:
    """Do one piece of work and leave at once."""
    cpu_s, memory, file_size = (int(word) for word in arguments[:3])
    apply(cpu_s, memory, file_size)
    work, *words = arguments[3:]
    if work == "run":
        _become(words)
    try:
        answer = _answer(work, words)
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises over a hostile file is an answer
        answer = {"error": f"{type(error).__name__}: {error}"[:300]}
    print("\n" + json.dumps(answer), flush=True)
    os._exit(0)


def _answer(work: str, words: list[str]) -> dict[str, object]:
    if work == "streams":
        from engine.media.streams import read_streams

        return read_streams(*words)
    from engine.media.pictures import convert_picture, read_picture

    return convert_picture(*words) if work == "convert" else read_picture(*words)


def _become(words: list[str]) -> NoReturn:
    if os.name == "posix":
        os.execv(words[0], words)
    sys.exit(subprocess.run(words, stdin=subprocess.DEVNULL, check=False).returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
