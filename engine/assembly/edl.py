"""The edit decision list of a film, for editing programs: its clips with their hand-overs, captions as markers, and its
sound, as an OpenTimelineIO timeline (.otio).

Timelines are written by the library OpenTimelineIO (Apache 2.0), which is imported only here and only when one is
asked for.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from engine.assembly.captions import Caption
from engine.errors import BadInput, EngineError
from storyboard.file import write_atomically
from storyboard.timing import Schedule, ShotSpan

SUFFIX = ".otio"
LIBRARY = "opentimelineio"
KINDS = {"crossfade": "SMPTE_Dissolve", "black": "Custom_Transition"}


@dataclass(frozen=True)
class EdlClip:
    """The clip of one shot: its name, its file (none where it is not kept) and how many frames that holds."""

    name: str
    path: Path | None
    frames: int
    take: str


def check_library() -> None:
    """Refuse an edit decision list where the library is missing, before any work is done.

    Raises:
        BadInput: it is not installed.
    """
    if importlib.util.find_spec(LIBRARY) is None:
        raise BadInput(
            "An edit decision list needs the package OpenTimelineIO: install it (pip install opentimelineio), or leave "
            "the list out."
        )


def write_edl(
    path: Path, title: str, plan: Schedule, clips: Sequence[EdlClip], captions: Sequence[Caption],
    sounds: Sequence[Path],
) -> None:
    """Write the timeline of a film.

    Args:
        path: the .otio file; media beside it are named relative to it, others in full.
        clips: one for every shot.
        sounds: files as long as the film, each on a track of its own.

    Raises:
        BadInput: the library is missing.
        EngineError: the file cannot be written.
    """  # fmt: skip
    check_library()
    timeline = _Writer(plan, path.parent.resolve()).timeline(title, clips, captions, sounds)
    library: Any = importlib.import_module(LIBRARY)
    text: str = library.adapters.write_to_string(timeline, "otio_json")
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise EngineError(f"The edit decision list {path} cannot be written ({error.strerror}).") from error


class _Writer:
    """Makes the library's objects of a film; all times are frames at the film's rate."""

    def __init__(self, plan: Schedule, folder: Path) -> None:
        self._plan, self._folder = plan, folder
        library: Any = importlib.import_module(LIBRARY)
        self._schema, self._time = library.schema, library.opentime

    def timeline(
        self, title: str, clips: Sequence[EdlClip], captions: Sequence[Caption], sounds: Sequence[Path]
    ) -> Any:
        timeline = self._schema.Timeline(name=title, global_start_time=self._at(0))
        timeline.metadata["starloom"] = {"fade_frames": self._plan.fade_frames}
        timeline.tracks.append(self._picture(clips, captions))
        for path in sounds:
            track = self._schema.Track(name=path.stem, kind=self._schema.TrackKind.Audio)
            total = self._plan.total_frames
            track.append(
                self._schema.Clip(
                    name=path.stem, media_reference=self._media(path, total), source_range=self._range(0, total)
                )
            )
            timeline.tracks.append(track)
        return timeline

    def _picture(self, clips: Sequence[EdlClip], captions: Sequence[Caption]) -> Any:
        """The track of pictures: a cut in the middle of every hand-over, and the hand-over around it."""
        track = self._schema.Track(name="picture", kind=self._schema.TrackKind.Video)
        cuts = self._plan.cut_frames()
        starts, ends = [0, *cuts], [*cuts, self._plan.total_frames]
        for span, clip, start, end in zip(self._plan.spans, clips, starts, ends, strict=True):
            media = (
                self._schema.MissingReference(available_range=self._range(0, clip.frames))
                if clip.path is None
                else self._media(clip.path, clip.frames)
            )
            source = self._range(start - span.start, end - start)
            made = self._schema.Clip(name=clip.name, media_reference=media, source_range=source)
            made.metadata["starloom"] = {"shot": span.shot_id, "take": clip.take}
            track.append(made)
            if span.overlap:
                track.append(self._transition(span, end))
        for caption in captions:
            length = caption.end_frame - caption.start_frame
            track.markers.append(
                self._schema.Marker(
                    name=" ".join(caption.lines), marked_range=self._range(caption.start_frame, length),
                    color=self._schema.MarkerColor.YELLOW,
                )
            )  # fmt: skip
        return track

    def _transition(self, span: ShotSpan, cut: int) -> Any:
        return self._schema.Transition(
            name=span.transition, transition_type=KINDS.get(span.transition, "Custom_Transition"),
            in_offset=self._at(cut - (span.end - span.overlap)), out_offset=self._at(span.end - cut),
        )  # fmt: skip

    def _media(self, path: Path, frames: int) -> Any:
        place = path.resolve()
        inside = place.is_relative_to(self._folder)
        url = quote(place.relative_to(self._folder).as_posix()) if inside else place.as_uri()
        return self._schema.ExternalReference(target_url=url, available_range=self._range(0, frames))

    def _at(self, frame: int) -> Any:
        return self._time.RationalTime(frame, self._plan.fps)

    def _range(self, start: int, frames: int) -> Any:
        return self._time.TimeRange(self._at(start), self._at(frames))
