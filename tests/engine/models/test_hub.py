"""Hubs are asked, and none of their words is trusted."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from engine.errors import BadInput
from engine.models.card import Source
from engine.models.hub import HubError, HuggingFace, ModelScope, checked_endpoint, hub_called, pipeline_files
from engine.models.web import WebError, next_page
from tests.engine.models.hub_server import COMMIT, REPOSITORY, HubServer

SOURCE = Source(REPOSITORY, REPOSITORY)


def test_a_branch_is_held_to_its_commit_and_every_page_is_turned(hub: HubServer) -> None:
    listing = HuggingFace(hub.url).listing(SOURCE, threading.Event())
    assert listing.commit == COMMIT
    assert len(listing.files) == len(hub.repositories[REPOSITORY])
    by_path = {file.path: file for file in listing.files}
    assert by_path["model_index.json"].digest.kind == "git"
    assert by_path["vae/diffusion_pytorch_model.safetensors"].digest.kind == "sha256"
    address = HuggingFace(hub.url).address(listing, "vae/config.json")
    assert address == f"{hub.url}/{REPOSITORY}/resolve/{COMMIT}/vae/config.json"


def test_a_commit_of_the_catalogue_is_not_looked_up(hub: HubServer) -> None:
    listing = HuggingFace(hub.url).listing(Source(REPOSITORY, revision="d" * 40), threading.Event())
    assert listing.commit == "d" * 40
    assert not any("/revision/" in path for path, _, _ in hub.asked)


def test_modelscope_lists_with_sums_of_every_file(hub: HubServer) -> None:
    listing = ModelScope(hub.url).listing(SOURCE, threading.Event())
    assert {file.digest.kind for file in pipeline_files(listing)} == {"sha256"}
    address = ModelScope(hub.url).address(listing, "vae/config.json")
    assert address == f"{hub.url}/models/{REPOSITORY}/resolve/master/vae/config.json"
    with pytest.raises(BadInput, match="not known to be on ModelScope"):
        ModelScope(hub.url).listing(Source("people/Tiny-GGUF"), threading.Event())


def test_only_data_of_the_pipeline_is_taken(hub: HubServer) -> None:
    taken = {file.path for file in pipeline_files(HuggingFace(hub.url).listing(SOURCE, threading.Event()))}
    assert "transformer_2/diffusion_pytorch_model.safetensors" in taken
    assert not {path for path in taken if path.endswith((".py", ".bin", ".png", ".md"))}


def test_weights_that_are_only_a_pickle_are_refused(hub: HubServer) -> None:
    files = hub.repositories[REPOSITORY]
    files["vae/diffusion_pytorch_model.bin"] = files.pop("vae/diffusion_pytorch_model.safetensors")
    listing = HuggingFace(hub.url).listing(SOURCE, threading.Event())
    with pytest.raises(HubError, match="vae only as a pickle, which can run code"):
        pipeline_files(listing)


@pytest.mark.parametrize(
    ("row", "words"),
    [({"path": "../outside.json", "size": 1, "oid": "a" * 40}, "outside of it"),
     ({"path": "/etc/x.json", "size": 1, "oid": "a" * 40}, "outside of it"),
     ({"path": "vae\\..\\..\\x.json", "size": 1, "oid": "a" * 40}, "outside of it"),
     ({"path": "C:x.json", "size": 1, "oid": "a" * 40}, "outside of it"),
     ({"path": "vae/x.json", "size": -1, "oid": "a" * 40}, "no size"),
     ({"path": "vae/x.json", "size": 1}, "no sum"),
     ({"path": "vae/x.json", "size": 1, "oid": "short"}, "no sum")],
)  # fmt: skip
def test_a_listing_that_cannot_be_right_fetches_nothing(
    hub: HubServer, monkeypatch: pytest.MonkeyPatch, row: dict[str, Any], words: str
) -> None:
    monkeypatch.setattr(hub, "_row", lambda name, data: {"type": "file", **row})
    with pytest.raises(HubError, match=words):
        HuggingFace(hub.url).listing(SOURCE, threading.Event())


def test_a_server_that_is_no_hub_is_one_sentence(hub: HubServer) -> None:
    with pytest.raises(WebError, match="does not have it"):
        HuggingFace(f"{hub.url}/elsewhere").listing(SOURCE, threading.Event())


def test_the_token_goes_to_the_hub_alone(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert HuggingFace().token == "hf_secret"
    mirror = HuggingFace(hub.url)
    mirror.listing(SOURCE, threading.Event())
    assert mirror.token == ""
    assert {said for _, _, said in hub.asked} == {None}
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    assert HuggingFace().endpoint == hub.url
    assert HuggingFace().token == ""
    assert ModelScope().token == ""


def test_addresses_of_mirrors() -> None:
    assert checked_endpoint(" https://hf-mirror.com/ ") == "https://hf-mirror.com"
    assert isinstance(hub_called("modelscope"), ModelScope)
    for wrong in ("hf-mirror.com", "ftp://x.org", "https://", "https://me:pw@x.org", "http://x.org", "https://[x"):
        with pytest.raises(BadInput, match="The hub's address"):
            checked_endpoint(wrong)


def test_the_next_page_of_a_listing() -> None:
    assert next_page('<https://x.org/a?cursor=2>; rel="next"') == "https://x.org/a?cursor=2"
    assert next_page('<https://x.org/a>; rel="prev"') == ""
