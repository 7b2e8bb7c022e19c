"""Beings of the sky: drawn as data on their own stars, rasterised to sheets of light, laid into the picture."""

from engine.sky.figures.compose import (
    NO_BOX,
    PALETTES,
    STILL,
    Box,
    Palette,
    Shimmer,
    around,
    box_of,
    composite,
    composite_mapped,
    mesh_points,
    rotate_about,
    scale_and_shift,
)
from engine.sky.figures.dust import Dust, dust_points
from engine.sky.figures.figure import (
    FigureData,
    FigureError,
    Joint,
    directions_to_plane,
    figure_names,
    load_figure,
    plane_directions,
    upright_aim,
)
from engine.sky.figures.kernels import CELL
from engine.sky.figures.sheet import BODY, FigureSheet, rasterise

__all__ = [
    "BODY",
    "CELL",
    "NO_BOX",
    "PALETTES",
    "STILL",
    "Box",
    "Dust",
    "FigureData",
    "FigureError",
    "FigureSheet",
    "Joint",
    "Palette",
    "Shimmer",
    "around",
    "box_of",
    "composite",
    "composite_mapped",
    "directions_to_plane",
    "dust_points",
    "figure_names",
    "load_figure",
    "mesh_points",
    "plane_directions",
    "rasterise",
    "rotate_about",
    "scale_and_shift",
    "upright_aim",
]
