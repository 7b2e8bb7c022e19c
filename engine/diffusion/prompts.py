"""Prompts read by the text encoder, once each: what it made of them is kept in memory and on the disk.

So the encoder (10 GB) is there only while new prompts are read, before the experts come, and the next shot of the same
words needs none. What is kept is the same to the bit.
"""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from diffusers import WanPipeline
from safetensors import SafetensorError
from safetensors.torch import load_file, save

from engine.content import content_key
from engine.diffusion.components import dtype_of, load_text_encoder
from engine.diffusion.placing import BLOCKWISE, empty, fits_beside, place
from engine.diffusion.reports import LoadingPart, Reporter
from engine.diffusion.tokenizer import check_prompt, load_tokenizer
from engine.diffusion.watch import Watch
from engine.folders import cache_folder, mark_used
from engine.memory import give_back
from engine.models.card import Installed
from engine.models.strategy import Strategy

TOKENS = 512
"""Length of what Wan reads; the rest is zeros."""
IN_MEMORY = 32
"""Prompts kept in memory, 4 MB each at most."""


class Prompts:
    """Reads prompts for one model."""

    def __init__(self, installed: Installed, strategy: Strategy, watch: Watch) -> None:
        self._installed, self._watch = installed, watch
        self.strategy = strategy
        self._encoder: Any = None
        self._tokenizer: Any = None
        self._kept: OrderedDict[str, torch.Tensor] = OrderedDict()

    def read(self, texts: Sequence[str], report: Reporter, free: Callable[[], None]) -> list[torch.Tensor]:
        """What the encoder makes of texts: (1, 512, width) each, in main memory.

        ``free`` is called before the encoder is loaded: to make room for it.

        Raises:
            LostCharacters: the tokenizer does not know some characters.
            ModelUnusable: tokenizer or encoder cannot be loaded.
        """
        if self._tokenizer is None:
            self._tokenizer = load_tokenizer(self._installed.folder)
        for text in texts:
            check_prompt(self._tokenizer, text)
        keys = {text: self._key(text) for text in texts}
        unread = [text for text in dict.fromkeys(texts) if self._found(keys[text]) is None]
        if unread:
            self._read(unread, keys, report, free)
        found = [self._found(keys[text]) for text in texts]
        return [_padded(rows) for rows in found if rows is not None]

    def close(self) -> None:
        """Let go of the encoder."""
        if self._encoder is not None:
            empty(self._encoder)
            self._encoder = None
            give_back()

    def _read(self, texts: Sequence[str], keys: dict[str, str], report: Reporter, free: Callable[[], None]) -> None:
        whole = False
        try:
            if self._encoder is None:
                free()
                self._load(report)
            pipe = WanPipeline(self._tokenizer, self._encoder, vae=None, scheduler=None)  # type: ignore[arg-type]
            for text in texts:
                with torch.no_grad():
                    rows, _ = pipe.encode_prompt(
                        text, do_classifier_free_guidance=False, max_sequence_length=TOKENS,
                        device=torch.device(self.strategy.device),
                    )  # fmt: skip
                self._keep(keys[text], _trimmed(rows[0].cpu()))
            whole = True
        finally:
            if not whole or self.strategy.drop_text_encoder or self.strategy.offload != "none":
                self.close()

    def _load(self, report: Reporter) -> None:
        self._watch.check("load")
        report(LoadingPart("text encoder"))
        self._encoder = load_text_encoder(self._installed, self.strategy)
        self._watch.attach(self._encoder.encoder.block, "text")
        alone = self.strategy.offload not in BLOCKWISE and fits_beside(self._encoder, self.strategy)
        place(self._encoder, replace(self.strategy, offload="none" if alone else "group"), leaves=True)

    def _key(self, text: str) -> str:
        folder, strategy = self._installed.folder, self.strategy
        files = [file for part in ("tokenizer", "text_encoder") for file in sorted((folder / part).glob("*"))]
        return content_key({
            "text": text, "dtype": str(dtype_of(strategy)), "device": strategy.device, "tokens": TOKENS,
            "model": self._installed.card.id, "folder": str(folder),
            "files": [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files],
        })  # fmt: skip

    def _found(self, key: str) -> torch.Tensor | None:
        rows = self._kept.get(key)
        if rows is not None:
            self._kept.move_to_end(key)
            return rows
        path = _file_of(key)
        try:
            rows = load_file(str(path))["rows"]
        except (OSError, SafetensorError, KeyError):
            return None
        mark_used(path)
        self._remember(key, rows)
        return rows

    def _keep(self, key: str, rows: torch.Tensor) -> None:
        self._remember(key, rows)
        path = _file_of(key)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(save({"rows": rows}))
            os.replace(temporary, path)
        except OSError:  # a full disk: the prompt is read again another time
            Path(temporary).unlink(missing_ok=True)

    def _remember(self, key: str, rows: torch.Tensor) -> None:
        self._kept[key] = rows
        while len(self._kept) > IN_MEMORY:
            self._kept.popitem(last=False)


def _file_of(key: str) -> Path:
    return cache_folder("prompts") / f"{key}.safetensors"


def _trimmed(rows: torch.Tensor) -> torch.Tensor:
    """Rows (512, width) without the zeros at their end."""
    used = rows.ne(0).any(1).nonzero()
    return rows[: int(used[-1]) + 1 if len(used) else 1].clone()


def _padded(rows: torch.Tensor) -> torch.Tensor:
    whole = rows.new_zeros(1, TOKENS, rows.shape[1])
    whole[0, : len(rows)] = rows
    return whole
