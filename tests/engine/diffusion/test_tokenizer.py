"""No character of a star's name is lost between the words and the model."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engine.diffusion.errors import LostCharacters, ModelUnusable
from tests.engine.diffusion.tiny import PLAIN, TinyModels, request

pytest.importorskip("torch")

from engine.diffusion.maker import ClipMaker
from engine.diffusion.tokenizer import check_prompt, load_tokenizer, lost_characters
from engine.diffusion.trial import trial_tokenizer

NAMES = ("觜宿", "参宿四", "河鼓二", "氐宿", "亢宿", "𫓧钺", "女床一")


@pytest.fixture
def folder(models: TinyModels, tmp_path: Path) -> Path:
    """A copy of a model, to be damaged."""
    return Path(shutil.copytree(models.of("wan2.1-t2v-1.3b").folder, tmp_path / "model"))


def edit(folder: Path, byte_fallback: bool) -> None:
    """Let the tokenizer's file know fewer characters: no bytes to spell the others with."""
    path = folder / "tokenizer" / "tokenizer.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["model"]["byte_fallback"] = byte_fallback
    if byte_fallback:
        content["model"]["vocab"] = [entry for entry in content["model"]["vocab"] if entry[0] != "<0x9C>"]
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_stars_are_spelt(models: TinyModels, name: str) -> None:
    tokenizer = load_tokenizer(models.of("wan2.1-t2v-1.3b").folder)
    assert lost_characters(tokenizer, name) == ""
    assert str(tokenizer.decode(tokenizer(name).input_ids, skip_special_tokens=True)).strip() == name


def test_a_tokenizer_that_cannot_spell_refuses_the_prompt(models: TinyModels, folder: Path) -> None:
    edit(folder, byte_fallback=False)
    installed = type(models.of("wan2.1-t2v-1.3b"))(models.of("wan2.1-t2v-1.3b").card, folder)
    maker = ClipMaker(installed, PLAIN)
    with pytest.raises(LostCharacters, match="cannot read 觜、宿") as refused:
        maker.make(request(prompt="猎户座觜宿", negative=""))
    assert refused.value.characters == "觜宿"
    assert maker.make(request(prompt="猎户座 银河", negative="")).shape[0] == 5


def test_a_tokenizer_that_loses_what_it_could_spell_is_refused(folder: Path) -> None:
    edit(folder, byte_fallback=True)
    with pytest.raises(ModelUnusable, match="loses .* though it can spell them"):
        load_tokenizer(folder)


def test_no_tokenizer_is_said_in_a_sentence(folder: Path) -> None:
    (folder / "tokenizer" / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelUnusable, match="cannot be read .*: fetch the model again"):
        load_tokenizer(folder)


def test_the_usual_words_pass() -> None:
    check_prompt(trial_tokenizer(), "Betelgeuse über Orion，参宿四在猎户座的肩上。")
