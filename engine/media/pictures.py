"""In the child: a person's picture, checked by its header, turned upright and written again without its metadata."""

from __future__ import annotations

import contextlib
import io
import warnings

from PIL import Image, ImageCms, ImageOps

MOST_PIXELS = 60_000_000
_DEEP = {"I", "I;16", "I;16L", "I;16B", "I;16N"}


def read_picture(path: str, decoder: str) -> dict[str, object]:
    """Size and turning of a picture, from its header.

    Raises:
        OSError, ValueError: it cannot be read, or has more than 60 million pixels.
    """
    with _opened(path, decoder) as image:
        return {
            "kind": "image", "video_codec": decoder.lower(), "width": image.width, "height": image.height,
            "rotation_deg": {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}.get(_orientation(image), 0),
        }  # fmt: skip


def convert_picture(path: str, decoder: str, target: str) -> dict[str, object]:
    """Write the (first) picture upright, in sRGB and bare into ``target``: a JPEG as JPEG, all else as PNG.

    Raises:
        OSError, ValueError: it is damaged, or has more than 60 million pixels.
    """
    with _opened(path, decoder) as image:
        profile = image.info.get("icc_profile")
        if _orientation(image) != 1:
            ImageOps.exif_transpose(image, in_place=True)
        upright = _in_srgb(_eight_bit(image), profile)
        upright.info.clear()
        if decoder == "JPEG":
            upright.convert("RGB").save(target, "JPEG", quality=95, subsampling=0)
        else:
            upright.save(target, "PNG", compress_level=1)
        return {"width": upright.width, "height": upright.height}


def _opened(path: str, decoder: str) -> Image.Image:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with open(path, "rb") as stream:  # noqa: PTH123 - a plain child without paths of its own
        image = Image.open(io.BytesIO(stream.read()), formats=[decoder])
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"it has {image.width} x {image.height} pixels")
    return image


def _orientation(image: Image.Image) -> int:
    with contextlib.suppress(Exception):  # damaged metadata turns nothing
        return int(image.getexif().get(0x0112, 1))
    return 1


def _eight_bit(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    see_through = "A" in image.getbands() or "transparency" in image.info
    wanted = "RGBA" if see_through else "RGB"
    return image if image.mode in ("CMYK", wanted) else image.convert(wanted)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of another space brought to sRGB; a damaged profile is passed over."""
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            mode = "RGB" if image.mode == "CMYK" else image.mode
            space = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, space, ImageCms.createProfile("sRGB"), outputMode=mode)
            if converted is not None:
                image = converted
    return image.convert("RGB") if image.mode == "CMYK" else image
