"""A hub on the loopback address, and cards that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.models.card import ModelCard, Recipe, Source, Weights
from engine.models.catalogue import card_of
from tests.engine.models.hub_server import REPOSITORY, HubServer, pipeline_repository, weights_file


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("no_proxy", "*")
    server = HubServer({
        REPOSITORY: pipeline_repository(two=True),
        "people/Tiny-GGUF": {"High/high-Q4.gguf": b"GGUF" + b"h" * 30_000, "Low/low-Q4.gguf": b"GGUF" + b"l" * 30_000},
        "people/Lightning": {"V1/high.safetensors": weights_file(5000, 8), "V1/low.safetensors": weights_file(5000, 9)},
    })  # fmt: skip
    yield server
    server.close()


@pytest.fixture
def card() -> ModelCard:
    """A model of two experts whose files the hub has."""
    gguf = Weights("gguf-q4", "gguf", 1.0, Source("people/Tiny-GGUF"),
                   {"transformer": "High/high-Q4.gguf", "transformer_2": "Low/low-Q4.gguf"})  # fmt: skip
    lightning = Recipe("lightning", "Lightning", 4, 5.0, 1.0, Source("people/Lightning"),
                       {"transformer": "V1/high.safetensors", "transformer_2": "V1/low.safetensors"}, 1.0)  # fmt: skip
    known = card_of("wan2.2-t2v-a14b")
    return replace(known, id="tiny", title="Tiny", source=Source(REPOSITORY, REPOSITORY),
                   weights=(known.weights[0], known.weights[1], gguf), recipes=(lightning,), tiers=())  # fmt: skip
