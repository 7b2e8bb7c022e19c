"""The tokenizer of the text encoder, and the test that no character of a star's name is lost in it.

transformers 5 rebuilds T5 tokenizers without their fallback to bytes: rare characters such as 觜 become a wrong special
token without a word. ``PreTrainedTokenizerFast`` keeps what the file says.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from transformers import PreTrainedTokenizerFast

from engine.assembly.names import sky_names
from engine.diffusion.errors import LostCharacters, ModelUnusable

_LOST = ("<s>", "<unk>")
"""What a character becomes that the tokenizer does not know."""


def load_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """The tokenizer of a pipeline's folder, tested on the names of the sky.

    Raises:
        ModelUnusable: it cannot be read, or loses characters that its file can spell.
    """
    place = folder / "tokenizer"
    try:
        tokenizer = PreTrainedTokenizerFast.from_pretrained(place, local_files_only=True)
        fallback = json.loads((place / "tokenizer.json").read_text(encoding="utf-8"))["model"].get("byte_fallback")
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnusable(f"The tokenizer in {place} cannot be read ({first_line(error)}): fetch the model again.") \
            from error  # fmt: skip
    if fallback and (lost := lost_characters(tokenizer, " ".join(_NAMES()))):
        raise ModelUnusable(
            f"The tokenizer in {place} loses {lost} of the stars' names though it can spell them: use the versions of "
            "transformers and tokenizers that Starloom was set up with."
        )
    return tokenizer


def lost_characters(tokenizer: Any, text: str) -> str:
    """The characters of a text that a tokenizer does not know, each once, in order."""
    bad = {tokenizer.convert_tokens_to_ids(token) for token in _LOST}
    read = tokenizer(text, return_offsets_mapping=True)
    pieces = zip(read.input_ids, read.offset_mapping, strict=True)
    lost = "".join(text[start:end] for token, (start, end) in pieces if token in bad)
    return "".join(dict.fromkeys("".join(lost.split())))


def check_prompt(tokenizer: Any, text: str) -> None:
    """See that nothing of a prompt is lost.

    Raises:
        LostCharacters: names the characters.
    """
    if lost := lost_characters(tokenizer, text):
        raise LostCharacters(
            f"The model cannot read {'、'.join(lost)} in the words of this shot: write them in other characters, or in "
            "Latin letters.", lost,
        )  # fmt: skip


def first_line(error: BaseException) -> str:
    """The first line of an error's words, or its kind."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@lru_cache(maxsize=1)
def _NAMES() -> tuple[str, ...]:
    return tuple(dict.fromkeys(sky_names()))
