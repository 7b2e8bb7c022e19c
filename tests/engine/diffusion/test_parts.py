"""Loading, requests that cannot be made, speed-ups, previews and clips that are no pictures."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.diffusion.errors import ModelUnusable, PackageMissing, RequestError, SpoiltClip
from engine.diffusion.reports import Previewed, Remarked
from engine.diffusion.request import ClipRequest
from engine.diffusion.speedups import QUALITY, Speedups, quality_note
from engine.models.card import Installed
from engine.models.catalogue import card_of
from engine.models.strategy import Strategy
from tests.engine.diffusion.tiny import PLAIN, TinyModels, request, stars

torch = pytest.importorskip("torch")

from engine.diffusion.calls import guidance_of, vace_conditions  # noqa: E402
from engine.diffusion.clock import Clock  # noqa: E402
from engine.diffusion.components import load_expert, load_vae  # noqa: E402
from engine.diffusion.decoding import decode, pieces  # noqa: E402
from engine.diffusion.faults import check_pictures  # noqa: E402
from engine.diffusion.loras import add_lora  # noqa: E402
from engine.diffusion.maker import ClipMaker  # noqa: E402
from engine.diffusion.previews import fitted_to_clip, fitted_to_noise  # noqa: E402
from engine.diffusion.samplers import largest_strength, sampler_of  # noqa: E402
from engine.diffusion.watch import Watch  # noqa: E402

SKY = stars()


def has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


@pytest.mark.parametrize(
    ("model", "changes", "words"),
    [
        ("wan2.2-ti2v-5b", {"width": 80}, "sizes that divide by 32, not 80x32"),
        ("wan2.1-t2v-1.3b", {"frames": 8}, r"makes 4 n \+ 1 frames, not 8"),
        ("wan2.1-t2v-1.3b", {"first": SKY[0]}, "cannot use a first frame"),
        ("wan2.2-ti2v-5b", {"first": SKY[0], "last": SKY[0]}, "cannot use a last frame"),
        ("wan2.2-t2v-a14b", {"control": SKY}, "cannot use a control video"),
        ("wan2.2-t2v-a14b", {"references": (SKY[0],)}, "cannot use reference pictures"),
        ("wan2.2-i2v-a14b", {}, "paints on from a first frame: give one"),
        ("wan2.1-vace-1.3b", {"mask": SKY[..., 0]}, "give the control video as well"),
        ("wan2.1-t2v-1.3b", {"video": SKY[:4]}, r"video is uint8 of \(4, 32, 64, 3\); it must be uint8 of \(5,"),
        ("wan2.1-vace-1.3b", {"control": SKY / 255}, "control is float64"),
    ],
)  # fmt: skip
def test_what_a_model_cannot_make_is_said(model: str, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        request(**changes).check(card_of(model))


def test_guidance_is_the_cards_unless_asked_otherwise() -> None:
    card = card_of("wan2.2-t2v-a14b")
    assert guidance_of(request(), card) == (4.0, 3.0)
    assert guidance_of(request(guidance=2.0), card) == (2.0, 2.0)
    assert guidance_of(request(guidance_2=1.0), card) == (4.0, 1.0)


def test_a_vace_model_gets_exactly_what_was_painted() -> None:
    control, mask = vace_conditions(request(first=SKY[0], last=SKY[-1]))
    assert control is not None and mask is not None
    assert np.array_equal(control[0], SKY[0]) and np.array_equal(control[-1], SKY[-1])
    assert (control[1:-1] == 128).all() and [int(frame.max()) for frame in mask] == [0, 255, 255, 255, 0]
    kept, nothing = vace_conditions(request(control=SKY))
    assert kept is SKY and nothing is None


@pytest.mark.parametrize(("model", "steps", "high"), [("wan2.2-t2v-a14b", 40, 26), ("wan2.2-i2v-a14b", 40, 15)])
def test_the_schedule_is_the_official_one(model: str, steps: int, high: int) -> None:
    card = card_of(model)
    sampler = sampler_of(card, torch.Generator("cpu"))
    sampler.set_timesteps(steps)
    assert card.boundary is not None and int((sampler.timesteps >= card.boundary * 1000).sum()) == high


def test_distilled_schedules_are_theirs() -> None:
    lightning = sampler_of(card_of("wan2.2-t2v-a14b+lightning"), torch.Generator("cpu"))
    lightning.set_timesteps(4)
    assert lightning.timesteps.tolist() == [999, 937, 833, 625]
    fast = sampler_of(card_of("fastwan2.2-ti2v-5b"), torch.Generator("cpu"))
    fast.set_timesteps(50)
    assert fast.timesteps.tolist() == pytest.approx([1000, 757, 522])


def test_a_start_video_stays_with_the_expert_that_knows_little_noise() -> None:
    """At most 0.37 of the way at shift 12 and 0.58 at shift 5; there is no limit for a single expert."""
    card = card_of("wan2.2-t2v-a14b")
    assert largest_strength(card) == pytest.approx(0.37, abs=0.005)
    assert largest_strength(replace(card, shift=5.0)) == pytest.approx(0.58, abs=0.005)
    assert largest_strength(card_of("wan2.1-t2v-1.3b")) == 1.0


def test_damaged_and_missing_files_are_named(models: TinyModels, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models.of("wan2.2-t2v-a14b").folder, tmp_path / "model"))
    broken = Installed(models.of("wan2.2-t2v-a14b").card, folder)
    shard = next((folder / "transformer_2").glob("*.safetensors"))
    shard.write_bytes(shard.read_bytes()[:1000])
    with pytest.raises(ModelUnusable, match="The transformer_2 of Wan 2.2 T2V A14B in .* verify the model"):
        ClipMaker(broken, PLAIN).make(request())
    with pytest.raises(ModelUnusable, match="transformer_2"):
        ClipMaker(broken, Strategy(storage="fp8")).make(request())
    assert not list((folder / "fp8").glob("*.part")), "half-made files are removed"
    (folder / "transformer" / "config.json").write_text('{"_class_name": "FluxTransformer2DModel"}', encoding="utf-8")
    with pytest.raises(ModelUnusable, match="describes a FluxTransformer2DModel, which Starloom cannot run"):
        load_expert(broken, PLAIN, "transformer", whole=False)
    shutil.rmtree(folder / "vae")
    with pytest.raises(ModelUnusable, match="The vae of"):
        load_vae(broken)


def test_gguf_without_its_package_is_a_sentence(models: TinyModels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gguf", None)  # Python then takes it for missing
    with pytest.raises(PackageMissing, match="GGUF files of Wan 2.2 T2V A14B needs the package gguf"):
        ClipMaker(models.of("wan2.2-t2v-a14b"), Strategy(storage="gguf")).make(request())


def test_a_lora_without_its_package_is_a_sentence(
    models: TinyModels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expert = load_expert(models.of("wan2.1-t2v-1.3b"), PLAIN, "transformer", whole=True)
    monkeypatch.setitem(sys.modules, "peft", None)
    with pytest.raises(PackageMissing, match=r"lightning.safetensors needs the package peft"):
        add_lora(expert, tmp_path / "lightning.safetensors")


@pytest.mark.skipif(not has("peft"), reason="needs peft")
def test_a_lora_changes_the_expert_it_is_for(models: TinyModels, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    torch.manual_seed(0)
    key = "diffusion_model.blocks.0.self_attn.q"
    save_file({f"{key}.lora_down.weight": torch.randn(2, 24), f"{key}.lora_up.weight": torch.randn(24, 2),
               f"{key}.alpha": torch.tensor(2)}, str(tmp_path / "one.safetensors"))  # fmt: skip
    installed = models.of("wan2.2-t2v-a14b")
    plain = ClipMaker(installed, PLAIN).make(request())
    loras = {"transformer_2": tmp_path / "one.safetensors"}
    changed = ClipMaker(installed, PLAIN, loras=loras).make(request())
    assert not np.array_equal(plain, changed)
    assert np.array_equal(ClipMaker(installed, Strategy(late_expert=True), loras=loras).make(request()), changed)
    eight = ClipMaker(installed, Strategy(storage="fp8", offload="group"), loras=loras).make(request())
    assert np.abs(eight.astype(int) - changed).mean() < 4


@pytest.mark.parametrize("cache", ["first-block", "mag", "taylor"])
def test_step_caches_run_again_and_again(models: TinyModels, cache: Any) -> None:
    speedups = Speedups(cache=cache, cache_threshold=0.2, mag_ratios=((1.0,) * 6,))
    calls: list[str] = []
    maker = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN, speedups, before=calls.append)
    first = maker.make(request(steps=6))
    assert np.array_equal(maker.make(request(steps=6)), first)
    assert maker.make(request(video=SKY)).shape == first.shape, "painting over a video does without"
    if cache == "first-block":
        plain = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN).make(request(steps=6))
        assert not np.array_equal(plain, first)


def test_an_attention_that_does_not_work_is_left_out_with_a_remark(models: TinyModels) -> None:
    told: list[Any] = []
    for attention in ("sage", "flash_hub", "no such"):
        ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN, Speedups(attention=attention)).make(request(), told.append)
    remarks = [report.message for report in told if isinstance(report, Remarked)]
    assert len(remarks) == 3 and all("the plain one is used" in remark for remark in remarks)
    plain = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN).make(request())
    other = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN, Speedups(attention="_native_math")).make(request())
    assert np.abs(plain.astype(int) - other).max() <= 1


@pytest.mark.parametrize(
    ("speedups", "changes", "why"),
    [
        (Speedups(cache="mag"), {"steps": 6}, "ratios for 6 steps are not known"),
        (Speedups(cache="first-block"), {"steps": 4}, "in 4 steps there is nothing to reuse"),
        (Speedups(cache="taylor"), {"steps": 6, "video": SKY}, "paints over a video has no place"),
    ],
)  # fmt: skip
def test_a_step_cache_of_no_use_is_left_out_with_a_remark(
    models: TinyModels, speedups: Speedups, changes: dict[str, Any], why: str
) -> None:
    told: list[Any] = []
    maker = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN, speedups)
    frames = maker.make(request(**changes), told.append)
    [remark] = [report.message for report in told if isinstance(report, Remarked)]
    assert f"The step cache '{speedups.cache}' is left out" in remark and why in remark
    assert np.array_equal(frames, ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN).make(request(**changes)))
    maker.make(request(**changes), told.append)
    assert len([report for report in told if isinstance(report, Remarked)]) == 2, "every clip says it of itself"


def test_other_orders_of_the_vae_change_nothing_to_see(models: TinyModels) -> None:
    plain, other = (
        ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN, Speedups(channels_last=last)).make(request())
        for last in (False, True)
    )
    assert np.abs(plain.astype(int) - other).max() <= 1


def test_every_speed_up_has_a_note() -> None:
    for cache in ("none", "first-block", "mag", "taylor"):
        assert quality_note("step_cache", cache) == QUALITY[f"cache.{cache}"]
    assert all(quality_note(key, "") for key in ("cache_threshold", "compile", "attention", "channels_last"))
    assert quality_note("folder", "/models") == ""


@pytest.mark.parametrize("model", ["wan2.1-t2v-1.3b", "wan2.2-ti2v-5b"])
def test_previews_look_like_the_clip(models: TinyModels, model: str) -> None:
    """The map explains most of what the VAE's colours do, and a real clip makes it better."""
    vae = load_vae(models.of(model))
    before = fitted_to_noise(vae)
    generator = torch.Generator("cpu").manual_seed(3)
    latents = torch.nn.functional.interpolate(
        torch.randn(1, vae.config.z_dim, 2, 4, 4, generator=generator), (2, 8, 8), mode="trilinear"
    )
    watch = Watch()
    watch.attach_vae(vae)
    frames = decode(vae, latents, watch, lambda done, total: None)
    after = fitted_to_clip(latents, frames, before)
    assert after.from_clip and not before.from_clip
    small = frames[1:].mean(0).reshape(8, frames.shape[1] // 8, 8, -1, 3).mean((1, 3))
    errors = [float(np.abs(colours.pictures(latents)[1] - small).mean()) for colours in (before, after)]
    assert errors[1] < errors[0] < 60 and errors[1] < small.std() + 10


def test_the_map_of_previews_is_kept(models: TinyModels) -> None:
    maker = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN)
    maker.make(request(steps=5))
    first, again = [], []
    maker.make(request(steps=5), first.append)
    ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN).make(request(steps=5), again.append)
    one, other = (next(report for report in told if isinstance(report, Previewed)) for told in (first, again))
    assert np.array_equal(one.pictures, other.pictures) and one.pictures.std() > 0


def test_tiles_are_counted(models: TinyModels) -> None:
    vae = load_vae(models.of("wan2.1-t2v-1.3b"))
    vae.enable_tiling(32, 32, 24, 24)
    watch, told = Watch(), []
    watch.attach_vae(vae)
    latents = torch.randn(1, 16, 2, 8, 12)
    decode(vae, latents, watch, lambda done, total: told.append((done, total)))
    assert pieces(vae, latents.shape) == 24 and told == [(number, 24) for number in range(1, 25)]


def test_spoilt_clips_are_told_from_dark_ones(models: TinyModels) -> None:
    with pytest.raises(SpoiltClip, match="one flat colour"):
        check_pictures(np.full((5, 32, 64, 3), (6, 9, 24), np.uint8))
    with pytest.raises(SpoiltClip, match="nothing moves"):
        check_pictures(np.repeat(SKY[:1], 5, 0))
    check_pictures(SKY // 8)  # a very dark night
    check_pictures(SKY[:1])
    installed = models.of("wan2.1-t2v-1.3b")

    def spoilt() -> Any:
        expert = load_expert(installed, PLAIN, "transformer", whole=False)
        expert.proj_out.weight.data.fill_(float("nan"))
        return expert

    with pytest.raises(SpoiltClip, match="not numbers"):
        ClipMaker(installed, PLAIN, given={"transformer": spoilt}).make(request())


def test_the_time_left_counts_the_decoding() -> None:
    clock = Clock(4, True, 30.0)
    _, left = clock.step()
    assert 30 < left < 31
    unmeasured = Clock(1, False, None)
    seconds, left = unmeasured.step()
    assert left == pytest.approx(1.2 * seconds)
    assert clock.piece(1, 4) >= 0


def test_asking_for_a_clip_needs_no_torch() -> None:
    assert ClipRequest("a", "", 64, 32, 5, 1).strength == 0.6


@pytest.mark.skipif(not has("gguf"), reason="needs gguf")
def test_gguf_files_stay_near(models: TinyModels, tmp_path: Path) -> None:
    import gguf  # pyright: ignore[reportMissingImports]
    from safetensors.torch import load_file

    source = models.of("wan2.2-t2v-a14b")
    folder = Path(shutil.copytree(source.folder, tmp_path / "model"))
    installed = Installed(source.card, folder)
    for name, path in installed.gguf("gguf-q8").items():
        path.parent.mkdir(exist_ok=True)
        writer = gguf.GGUFWriter(str(path), "wan")
        for key, tensor in load_file(str(next((folder / name).glob("*.safetensors")))).items():
            array = tensor.float().numpy()
            if array.ndim == 2 and array.shape[-1] % 32 == 0:
                kind = gguf.GGMLQuantizationType.Q8_0
                writer.add_tensor(key, gguf.quants.quantize(array, kind), raw_dtype=kind)
            else:
                writer.add_tensor(key, array)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        next((folder / name).glob("*.safetensors")).unlink()
    frames = ClipMaker(installed, Strategy(storage="gguf", offload="group")).make(request())
    near = ClipMaker(source, PLAIN).make(request())
    assert 0 < np.abs(frames.astype(int) - near).mean() < 4
