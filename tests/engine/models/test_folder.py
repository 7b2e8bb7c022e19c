"""Folders that people name: pipelines of ours and of theirs, halves, pickles, and something else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.models.card import GIB
from engine.models.folder import model_called, models_folder, opened_folder
from engine.models.weights_file import fault_of
from tests.engine.models.hub_server import pipeline_repository, weights_file


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        if not name.startswith("examples"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return folder


def _changed(folder: Path, **values: object) -> None:
    index = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps(index | values))


@pytest.mark.parametrize(
    ("kind", "two", "extra", "card"),
    [("WanPipeline", True, {}, "wan2.2-t2v-a14b"), ("WanPipeline", False, {}, "wan2.1-t2v-1.3b"),
     ("WanPipeline", False, {"expand_timesteps": True}, "wan2.2-ti2v-5b"),
     ("WanImageToVideoPipeline", False, {"expand_timesteps": True}, "wan2.2-ti2v-5b"),
     ("WanImageToVideoPipeline", True, {}, "wan2.2-i2v-a14b"), ("WanVACEPipeline", False, {}, "wan2.1-vace-1.3b"),
     ("WanVACEPipeline", True, {}, "wan2.2-vace-fun-14b"),
     ("WanVideoToVideoPipeline", False, {}, "wan2.1-t2v-1.3b")],
)  # fmt: skip
def test_a_pipeline_of_a_kind_we_know_gets_its_card(
    tmp_path: Path, kind: str, two: bool, extra: dict[str, object], card: str
) -> None:
    folder = _written(tmp_path / "我的 model", pipeline_repository(kind, two=two))
    _changed(folder, **extra)
    found = opened_folder(folder)
    assert (found.card.id, found.card.pipeline, found.folder) == (card, kind, folder)
    assert found.card.weights[0].gib < 100_000 / GIB
    assert found.has("bf16")


def test_the_large_vace_is_told_by_its_layers_and_a_boundary_of_the_folder_holds(tmp_path: Path) -> None:
    large = _written(tmp_path / "vace", pipeline_repository("WanVACEPipeline"))
    (large / "transformer" / "config.json").write_text('{"num_layers": 40}')
    assert opened_folder(large).card.id == "wan2.1-vace-14b"
    two = _written(tmp_path / "two", pipeline_repository(two=True))
    _changed(two, boundary_ratio=0.5)
    assert opened_folder(two).card.boundary == 0.5


def _remove_weights(folder: Path) -> None:
    (folder / "vae" / "diffusion_pytorch_model.safetensors").unlink()
    (folder / "vae" / "old.bin").unlink()


def _only_pickle(folder: Path) -> None:
    (folder / "vae" / "diffusion_pytorch_model.safetensors").unlink()


def _cut(folder: Path) -> None:
    path = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    path.write_bytes(path.read_bytes()[:-5])


def _half(folder: Path) -> None:
    path = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    path.rename(path.with_name(path.name + ".part"))


def _lacks_shard(folder: Path) -> None:
    names = {"a": "diffusion_pytorch_model.safetensors", "b": "second.safetensors"}
    index = folder / "transformer" / "diffusion_pytorch_model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": names}))


def _no_index(folder: Path) -> None:
    (folder / "model_index.json").unlink()


def _original(folder: Path) -> None:
    _no_index(folder)
    (folder / "high_noise_model").mkdir()


def _nested(folder: Path) -> None:
    _no_index(folder)
    _written(folder / "snapshots" / "abc", pipeline_repository())


def _broken_index(folder: Path) -> None:
    (folder / "model_index.json").write_text("{")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(_remove_weights, "vae has no weights"), (_only_pickle, "vae holds its weights as a pickle"),
     (_cut, "diffusion_pytorch_model.safetensors is cut short"), (_half, "transformer is only partly here"),
     (_lacks_shard, "transformer is only partly here"), (_no_index, "is no model: it has no model_index.json"),
     (_original, "is Wan in its makers' layout"), (_nested, "is not the model itself: name "),
     (_broken_index, "cannot be read"),
     (lambda folder: _changed(folder, _class_name="StableDiffusionPipeline"), "another kind (StableDiffusionPipeline)"),
     (lambda folder: _changed(folder, _class_name="WanImageToVideoPipeline"), "is Wan 2.1 for pictures")],
)  # fmt: skip
def test_what_is_something_else_is_one_sentence(tmp_path: Path, spoil: Callable[[Path], None], words: str) -> None:
    folder = _written(tmp_path / "model", pipeline_repository())
    spoil(folder)
    with pytest.raises(BadInput) as told:
        opened_folder(folder)
    assert words in str(told.value)
    assert str(folder) in str(told.value)
    assert "\n" not in str(told.value)


def test_names_and_paths(tmp_path: Path) -> None:
    folder = _written(tmp_path / "mine", pipeline_repository())
    assert model_called(str(folder), tmp_path).folder == folder
    with pytest.raises(BadInput, match="There is no folder"):
        model_called(str(tmp_path / "nowhere"), tmp_path)
    with pytest.raises(BadInput, match=r"is a file: name the folder"):
        model_called(str(folder / "model_index.json"), tmp_path)
    with pytest.raises(BadInput, match=r"not on this machine: starloom models fetch wan2\.2-ti2v-5b"):
        model_called("wan2.2-ti2v-5b", tmp_path)
    with pytest.raises(BadInput, match="no model 'mine'"):
        model_called("mine", tmp_path)


def test_where_models_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path))
    assert models_folder() == tmp_path / "models"
    assert models_folder(str(tmp_path / "else")) == tmp_path / "else"
    monkeypatch.setenv("STARLOOM_MODELS_DIR", str(tmp_path / "named"))
    assert models_folder(str(tmp_path / "else")) == tmp_path / "named"


@pytest.mark.parametrize(
    ("content", "words"),
    [(weights_file(100), ""), (weights_file(100)[:-1], "is cut short"), (weights_file(100) + b"?", "is longer than"),
     (b"", "is no safetensors file"), (b"PK\x03\x04" + b"x" * 50, "is no safetensors file"),
     ((20).to_bytes(8, "little") + b"{", "is cut short"), ((2).to_bytes(8, "little") + b"[]", "is no safetensors file"),
     ((10**12).to_bytes(8, "little") + b"{}", "is no safetensors file")],
)  # fmt: skip
def test_files_of_weights_are_looked_at(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "w.safetensors").write_bytes(content)
    assert words in fault_of(tmp_path / "w.safetensors")
    assert bool(words) == bool(fault_of(tmp_path / "w.safetensors"))


def test_gguf_files_have_their_mark(tmp_path: Path) -> None:
    (tmp_path / "w.gguf").write_bytes(b"GGUF\x03")
    (tmp_path / "x.gguf").write_bytes(b"GGML")
    assert fault_of(tmp_path / "w.gguf") == ""
    assert fault_of(tmp_path / "x.gguf") == "is no GGUF file"
    assert "cannot be read" in fault_of(tmp_path / "y.gguf")
