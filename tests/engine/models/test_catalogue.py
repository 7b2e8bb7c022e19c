"""Every entry of the catalogue is whole and goes together; a wrong one is named with its field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import assets
from engine.errors import BadInput
from engine.models.card import ModelCard
from engine.models.catalogue import CatalogueError, card_of, cards, load_cards, named

IDS = [card.id for card in cards()]


def test_the_models_that_are_promised_are_there() -> None:
    assert {"wan2.2-t2v-a14b", "wan2.2-i2v-a14b", "wan2.2-ti2v-5b", "wan2.1-t2v-1.3b", "wan2.1-vace-1.3b",
            "wan2.1-vace-14b", "wan2.2-vace-fun-14b", "fastwan2.2-ti2v-5b"} == set(IDS)  # fmt: skip
    assert {card.family for card in cards()} == {"wan-t2v", "wan-i2v", "wan-ti2v", "wan-vace"}


@pytest.mark.parametrize("card", cards(), ids=IDS)
def test_an_entry_is_whole(card: ModelCard) -> None:
    assert card.source is not None
    assert card.source.gb > card.base_gb > 0
    assert {one.storage for one in card.weights} >= {"as-is", "fp8"}
    assert card.tiers
    assert all(tier.evidence.endswith((".", ")")) for tier in card.tiers)
    assert (card.width, card.height) in card.sizes
    assert (assets.folder("models") / "licences" / f"{card.licence.id}.txt").stat().st_size > 5000
    as_is = next(one for one in card.weights if one.storage == "as-is")
    assert all(one.gib < as_is.gib for one in card.weights if one is not as_is)
    if card.solver == "lcm":
        assert len(card.sigmas) == card.steps


@pytest.mark.parametrize("card", cards(), ids=IDS)
def test_unwanted_words_are_ours(card: ModelCard) -> None:
    """Wan's own list bans styles, paintings and stillness, which legends are told in."""
    assert "daylight" in card.negative
    assert "白天" in card.negative_zh
    for banned in ("style", "painting", "artwork", "static", "风格", "画作", "绘画", "静止", "静态"):
        assert banned not in card.negative + card.negative_zh


def test_sampling_is_the_official_one_and_not_the_repository_s() -> None:
    t2v, i2v, ti2v = card_of("wan2.2-t2v-a14b"), card_of("wan2.2-i2v-a14b"), card_of("wan2.2-ti2v-5b")
    assert (t2v.steps, t2v.shift, t2v.boundary, t2v.guidance, t2v.guidance_2) == (40, 12.0, 0.875, 4.0, 3.0)
    assert (i2v.steps, i2v.shift, i2v.boundary, i2v.guidance, i2v.guidance_2) == (40, 5.0, 0.9, 3.5, 3.5)
    assert (ti2v.steps, ti2v.shift, ti2v.fps, ti2v.frames, ti2v.height, ti2v.size_step) == (50, 5.0, 24, 121, 704, 32)


def test_a_recipe_changes_how_a_model_is_sampled() -> None:
    fast = card_of("wan2.2-t2v-a14b+lightning")
    assert (fast.steps, fast.shift, fast.guidance, fast.guidance_2, fast.boundary) == (4, 5.0, 1.0, 1.0, 0.875)
    assert named(fast) == "wan2.2-t2v-a14b+lightning"
    assert named(card_of("wan2.2-t2v-a14b")) == "wan2.2-t2v-a14b"
    assert {"transformer", "transformer_2"} == set(fast.recipe_called("lightning").files)


def test_a_name_that_is_none_is_one_sentence() -> None:
    with pytest.raises(BadInput, match=r"no model 'wan2\.2-t2v-a14' .*: did you mean wan2\.2-t2v-a14b"):
        card_of("wan2.2-t2v-a14")
    with pytest.raises(BadInput, match="no recipe 'lightning': leave it out"):
        card_of("wan2.2-ti2v-5b+lightning")
    with pytest.raises(BadInput, match="no weights 'int4': choose one of bf16, fp8"):
        card_of("wan2.1-t2v-1.3b").weights_called("int4")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("fps = 16", "fps = 0", "'fps'"), ("frames = 81", "frames = 80", "'frames': 80 is not 4"),
     ("steps = 50", 'steps = "many"', "'steps'"), ("fps = 16", "fps = 16\ncolour = 1", "'colour'"),
     ('"wan-t2v"', '"sora"', "'family'"), ("width = 832", "width = 830", "'sizes': every side must divide by 16"),
     ('id = "wan2.1-t2v-1.3b"', 'id = "other"', "'id': it must be the file's name"),
     ("gb = 6", "gb = 60", "'tiers': they must go from small to large"),
     ('weights = "fp8"', 'weights = "int4"', "'tiers': 6 GB names the weights 'int4'"),
     ("shift = 3.0", "shift = 3.0\nboundary = 0.5", "'boundary'"), ("fps = 16", "fps =", "cannot be read")],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_field(tmp_path: Path, old: str, new: str, words: str) -> None:
    shutil.copytree(assets.folder("models") / "shared", tmp_path / "shared")
    text = (assets.folder("models") / "wan2.1-t2v-1.3b.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "wan2.1-t2v-1.3b.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_cards(tmp_path)
    assert "wan2.1-t2v-1.3b.toml" in str(told.value)
    assert words in str(told.value)


def test_a_catalogue_without_its_shared_words_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="lacks .*negative.toml: install Starloom again"):
        load_cards(tmp_path)
