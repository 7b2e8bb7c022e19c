"""The model that a storyboard asks for, and what its weights are known by."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from engine.diffusion.errors import ModelUnusable
from engine.errors import BadInput, Cancelled
from engine.generators.guided.chosen_model import ChosenModel, NoModel, chosen_model
from engine.generators.guided.makers import drop_models, maker_of
from engine.models.wishes import ModelWishes, ask_with

pytest.importorskip("torch")
pytest.importorskip("diffusers")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from engine.diffusion.trial import trial_model
    from engine.models.catalogue import card_of

    place = tmp_path_factory.mktemp("mine") / "小模型"
    trial_model(card_of("wan2.2-ti2v-5b"), place)
    return place


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    yield
    ask_with(ModelWishes)
    drop_models()


def test_a_folder_is_known_by_its_weights_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    model = chosen_model(str(folder))
    assert model.installed.card.id == "wan2.2-ti2v-5b" and model.strategy.device == "cpu"
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert chosen_model(str(copy)).recipe() == model.recipe()
    shutil.copytree(folder / "transformer", copy / "fp8" / "transformer")
    assert chosen_model(str(copy)).recipe() == model.recipe(), "what was converted here is no other model"
    weights = next((copy / "transformer").glob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-3] ^= 1
    weights.write_bytes(data)
    assert chosen_model(str(copy)).recipe()["weights"] != model.recipe()["weights"]


def test_files_are_read_once_as_long_as_they_stay(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    first = chosen_model(str(copy)).digest
    weights = next((copy / "vae").glob("*.safetensors"))
    status, data = weights.stat(), bytearray(weights.read_bytes())
    data[-3] ^= 1
    weights.write_bytes(data)
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert chosen_model(str(copy)).digest == first, "size and time say that nothing changed"
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))
    assert chosen_model(str(copy)).digest != first


def test_without_any_model_it_is_said_where_to_look() -> None:
    with pytest.raises(NoModel, match="starloom models list"):
        chosen_model(None)
    with pytest.raises(BadInput, match="starloom models fetch"):
        chosen_model("wan2.2-t2v-a14b")


def test_models_are_looked_for_where_the_settings_say(tmp_path: Path) -> None:
    ask_with(lambda: ModelWishes(folder=str(tmp_path / "elsewhere")))
    (tmp_path / "elsewhere" / "wan2.2-ti2v-5b").mkdir(parents=True)
    (tmp_path / "elsewhere" / "wan2.2-ti2v-5b" / "starloom-model.json").write_text("{", encoding="utf-8")
    with pytest.raises(Exception, match="elsewhere"):
        chosen_model("wan2.2-ti2v-5b")


def test_a_model_stays_loaded_for_the_next_shot_and_one_works_at_a_time(folder: Path) -> None:
    model, cancel = chosen_model(str(folder)), threading.Event()
    with maker_of(model, cancel) as first:
        threading.Timer(0.2, cancel.set).start()
        began = time.monotonic()
        with pytest.raises(Cancelled), maker_of(model, cancel):
            pass
        assert time.monotonic() - began < 2
        drop_models()
    with maker_of(model, threading.Event()) as second:
        assert second is first, "what works is not dropped"
    drop_models(idle_s=60)
    with maker_of(model, threading.Event()) as third:
        assert third is first, "nor what was used just now"
    drop_models()
    with maker_of(model, threading.Event()) as fourth:
        assert fourth is not first


def test_a_model_that_cannot_be_loaded_leaves_room_for_the_next(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "tokenizer" / "tokenizer.json").write_text("{}", encoding="utf-8")
    bad: ChosenModel = chosen_model(str(broken))
    with pytest.raises(ModelUnusable), maker_of(bad, threading.Event()) as maker:
        maker.read(["stars"])
    with maker_of(chosen_model(str(folder)), threading.Event()) as maker:
        maker.read(["stars"])


def test_speed_ups_that_change_the_picture_belong_to_the_take(folder: Path) -> None:
    plain = chosen_model(str(folder))
    assert "faster" not in plain.recipe(40)
    ask_with(lambda: ModelWishes(step_cache="first-block", cache_threshold=0.1))
    cached = chosen_model(str(folder))
    assert cached.recipe(40)["faster"] == {"cache": "first-block", "cache_threshold": 0.1}
    assert cached.recipe(4) == cached.recipe(0) == plain.recipe(40), "so few steps do without"
    ask_with(lambda: ModelWishes(attention="_native_math", cache_threshold=0.3))
    assert chosen_model(str(folder)).recipe(40)["faster"] == {"attention": "_native_math"}


def test_another_wish_makes_another_maker(folder: Path) -> None:
    with maker_of(chosen_model(str(folder)), threading.Event()) as first:
        pass
    ask_with(lambda: ModelWishes(channels_last=True))
    with maker_of(chosen_model(str(folder)), threading.Event()) as second:
        assert second is not first
