"""Tiny models with random weights, of the same classes as the real ones: they paint noise, but go all the way.

For measuring and testing the machinery where no weights are.
"""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKLWan,
    UniPCMultistepScheduler,
    WanImageToVideoPipeline,
    WanPipeline,
    WanTransformer3DModel,
    WanVACEPipeline,
    WanVACETransformer3DModel,
)
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast, UMT5Config, UMT5EncoderModel

from engine.models.card import Installed, ModelCard

_WIDTH = 32
_BYTES, _SPECIAL = 256, ("<pad>", "</s>", "<s>", "<unk>")
_WORDS = ("猎户座", "银河", "星", "夜空", "▁sky", "▁stars", "▁the", "▁of")


def trial_model(card: ModelCard, folder: Path, layers: int = 2) -> Installed:
    """A tiny model of a card's family, saved in a new folder in the layout of diffusers (about half a megabyte)."""
    trial_pipeline(card, layers).save_pretrained(str(folder), safe_serialization=True)
    return Installed(card, folder)


def trial_reader(card: ModelCard, folder: Path, width: int) -> Installed:
    """A folder with a tokenizer and a tiny text encoder alone, for a model of ``width`` numbers a token whose other
    parts are somewhere else."""
    tokenizer = trial_tokenizer()
    tokenizer.save_pretrained(str(folder / "tokenizer"))
    _text_encoder(len(tokenizer), width).save_pretrained(str(folder / "text_encoder"))
    return Installed(card, folder)


def trial_pipeline(card: ModelCard, layers: int = 2) -> Any:
    """A tiny pipeline of a card's family."""
    tokenizer = trial_tokenizer()
    kind = card.family.removeprefix("wan-")
    second = trial_expert(kind, 2, layers) if card.experts == 2 else None
    parts: dict[str, Any] = {
        "tokenizer": tokenizer, "text_encoder": _text_encoder(len(tokenizer)), "vae": trial_vae(kind),
        "transformer": trial_expert(kind, 1, layers), "transformer_2": second, "boundary_ratio": card.boundary,
        # as in the repositories: a shift that is not the card's
        "scheduler": UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0),
    }  # fmt: skip
    if kind == "vace":
        return WanVACEPipeline(**parts)
    if kind == "i2v":
        return WanImageToVideoPipeline(**parts)
    return WanPipeline(**parts, expand_timesteps=kind == "ti2v")


def trial_tokenizer() -> PreTrainedTokenizerFast:
    """A tokenizer of UMT5's shape: a few words, and every other character by its bytes."""
    vocabulary = [(name, 0.0) for name in _SPECIAL]
    vocabulary += [(f"<0x{value:02X}>", -20.0) for value in range(_BYTES)]
    vocabulary += [("▁", -2.0), *((word, -3.0) for word in _WORDS)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=_SPECIAL.index("<unk>"), byte_fallback=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=["$A", "</s>"], pair=["$A", "</s>", "$B", "</s>"], special_tokens=[("</s>", _SPECIAL.index("</s>"))]
    )
    tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace(replacement="▁")])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", bos_token="<s>", unk_token="<unk>",
        model_max_length=512,
    )  # fmt: skip


def trial_expert(kind: str, seed: int, layers: int = 2) -> Any:
    """A tiny transformer; ``kind``: "t2v", "ti2v", "i2v" or "vace"."""
    torch.manual_seed(seed)
    channels = 48 if kind == "ti2v" else 16
    shared: dict[str, Any] = {
        "patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "text_dim": _WIDTH,
        "freq_dim": 16, "ffn_dim": 32, "num_layers": layers, "cross_attn_norm": True,
        "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 64, "out_channels": channels,
    }  # fmt: skip
    if kind == "vace":
        return WanVACETransformer3DModel(
            in_channels=channels, vace_layers=list(range(layers)), vace_in_channels=2 * channels + 64, **shared
        ).eval()
    return WanTransformer3DModel(in_channels=2 * channels + 4 if kind == "i2v" else channels, **shared).eval()


def trial_vae(kind: str) -> Any:
    """A tiny VAE; the one of the kind "ti2v" shrinks twice as much and has three times the channels."""
    torch.manual_seed(0)
    shared: dict[str, Any] = {"base_dim": 4, "num_res_blocks": 1, "temperal_downsample": [False, True, True]}
    if kind != "ti2v":
        return AutoencoderKLWan(z_dim=16, dim_mult=[1, 1, 1, 1], **shared).eval()
    return AutoencoderKLWan(
        z_dim=48, dim_mult=[1, 2, 2, 2], decoder_base_dim=4, is_residual=True, in_channels=12, out_channels=12,
        patch_size=2, scale_factor_temporal=4, scale_factor_spatial=16, latents_mean=[0.0] * 48,
        latents_std=[1.0] * 48, **shared,
    ).eval()  # fmt: skip


def _text_encoder(vocabulary: int, width: int = _WIDTH) -> UMT5EncoderModel:
    torch.manual_seed(0)
    return UMT5EncoderModel(UMT5Config(
        vocab_size=vocabulary, d_model=width, d_kv=8, d_ff=37, num_layers=2, num_heads=4,
        relative_attention_num_buckets=8, relative_attention_max_distance=16,
    )).eval()  # fmt: skip
