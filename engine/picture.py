"""The picture of a film: its takes painted where they are missing, its segments encoded where they are missing."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.assembly.captions import Caption
from engine.assembly.composing import Compositor
from engine.assembly.encoding import Encoding
from engine.assembly.joining import Part
from engine.assembly.label import Mark
from engine.assembly.place import check_room
from engine.assembly.planes import Packed
from engine.assembly.segment_file import FilmNotWritten, SegmentWriter
from engine.assembly.segments import Segment, cut, segment_recipe
from engine.cancelling import cancelled
from engine.content import content_key
from engine.errors import Cancelled, EngineError
from engine.events import FramePainted, PhaseStarted, Reporter, ShotFailed
from engine.generators.generator import AnotherTake, TakeMaker
from engine.jobs.cache import Cache, CacheError, Claim, Entry
from engine.jobs.cache_entry import Name
from engine.memory import trim
from engine.reel import Reel
from engine.takes.clip import ClipError
from engine.takes.making import painted_take, take_frames
from engine.takes.planned import PlannedTake, planned_takes
from storyboard.model import Storyboard
from storyboard.timing import Schedule

TRIM_S = 2
"""Freed memory goes back to the system once in so many seconds of film."""
ROUNDS = 3
"""How often what vanishes from the cache while a film is made is made again."""

CLIP_SHARE, _SEGMENT_SHARE = 0.5, 0.04
"""Bytes of a clip and of a segment for a byte of raw frames, on the safe side: 0.37 and 0.012 were measured."""


class ShotsFailed(EngineError):
    """Some shots could not be made; all others were, and are kept. ``failures``: shot id and reason. ``others``: the
    shots among them whose take is another one now, so that the film may be tried once more."""

    def __init__(self, failures: dict[str, str], shots: int, others: frozenset[str] = frozenset()) -> None:
        self.failures, self.others = failures, others
        reasons = " ".join(f"{reason.rstrip('.')}." for reason in failures.values())
        kept = shots - len(failures)
        super().__init__(
            f"{reasons} The other {kept} of {shots} shots are kept: mend this and run it again, only what is missing "
            "is made."
            if kept
            else reasons
        )


@dataclass
class _Piece:
    """A segment of the film on its way; ``entry`` once it is made."""

    segment: Segment
    key: str
    recipe: dict[str, Any]
    entry: Entry | None = None

    @property
    def body(self) -> bool:
        """Whether it shows one shot alone."""
        return self.segment.kind is None


class Picture:
    """Makes the segments of one film."""

    def __init__(
        self, storyboard: Storyboard, plan: Schedule, captions: Sequence[Caption], generator: TakeMaker, cache: Cache,
        encoding: Encoding, threads: int = 0, mark: Mark | None = None,
    ) -> None:
        """
        Args:
            captions: what is burned into the picture.
            threads: that paint; 0: one per core.
            mark: what stands in the picture at the film's start.

        Raises:
            EngineError: a shot cannot be understood; the message names it.
        """  # fmt: skip
        self._plan, self._cache, self._encoding = plan, cache, encoding
        self._threads = threads or os.cpu_count() or 1
        self._canvas, self._generator = storyboard.canvas, generator
        self._takes = planned_takes(storyboard, plan, generator, cache)
        self._storyboard = storyboard.model_copy(update={"shots": tuple(take.shot for take in self._takes)})
        style, seed = storyboard.captions, storyboard.seed
        self._compositor = Compositor(plan, captions, storyboard.canvas, mark, style=style, seed=seed)
        keys = [take.key for take in self._takes]
        self._pieces: list[_Piece] = []
        for segment in cut(plan):
            recipe = segment_recipe(
                segment, plan, keys, captions, storyboard.canvas, encoding, mark, style=style, seed=seed
            )
            self._pieces.append(_Piece(segment, content_key(recipe), recipe))
        self._clips: dict[int, Entry | None] = {}

    @property
    def names(self) -> list[Name]:
        """Everything of the cache that the film is made of, there already or still to be made."""
        takes: list[Name] = [("takes", take.key) for take in self._takes]
        return takes + [("segments", piece.key) for piece in self._pieces]

    def takes(self) -> list[tuple[PlannedTake, Entry | None]]:
        """The take of every shot, and its clip where that lies in the cache."""
        return [(take, self._cache.find("takes", take.key)) for take in self._takes]

    def make(self, report: Reporter, cancel: threading.Event, folder: Path | None = None) -> list[Part]:
        """All segments in order, those that were missing made.

        A shot that cannot be made does not stop the others. What vanishes from the cache meanwhile is made again.

        Args:
            folder: where they will be joined; that its disk has room for the film is checked before any work.

        Raises:
            ShotsFailed: some shots could not be made.
            EngineError: a disk has no room, or the cache cannot be written.
            Cancelled: ``cancel`` was set; takes and segments finished before are kept.
        """
        for _ in range(ROUNDS):
            self._look_up(cancel)
            missing = [piece for piece in self._pieces if piece.entry is None]
            self._check_room(missing, folder)
            self._make_missing(missing, report, cancel)
            if all(piece.entry is not None for piece in missing):
                return [Part(piece.entry.path, piece.segment.frames) for piece in self._pieces if piece.entry]
        raise EngineError(
            f"Clips in the cache folder {self._cache.folder} vanish or cannot be read as soon as they are made: see "
            "what changes them."
        )

    def _look_up(self, cancel: threading.Event) -> None:
        """Find what is made already: the segments, and the takes of those that are missing."""
        for piece in self._pieces:
            if cancel.is_set():
                raise cancelled()
            if piece.entry is None:
                piece.entry = self._cache.find("segments", piece.key)
        for index in sorted({index for p in self._pieces if p.entry is None for index in p.segment.shots}):
            if cancel.is_set():
                raise cancelled()
            self._clips[index] = self._cache.find("takes", self._takes[index].key)

    def _check_room(self, missing: Sequence[_Piece], folder: Path | None) -> None:
        """Refuse where the cache's disk, or the film's, has no room for what is to come."""
        raw = self._canvas.width * self._canvas.height * 3 / 2
        clips = sum(self._takes[index].frames for index, clip in self._clips.items() if clip is None)
        new = round(raw * _SEGMENT_SHARE * sum(piece.segment.frames for piece in missing))
        needed = {self._cache.folder: new + round(raw * CLIP_SHARE * clips)} if missing else {}
        if folder is not None:
            film = new + sum(piece.entry.size for piece in self._pieces if piece.entry is not None)
            # the film is written twice before it takes its name
            needed[folder] = needed.get(folder, 0) + 2 * film
        check_room(needed)

    def _make_missing(self, missing: Sequence[_Piece], report: Reporter, cancel: threading.Event) -> None:
        """Paint the takes that are missing, in order, and encode beside it what has its takes."""
        to_paint = [take for take in self._takes if take.index in self._clips and self._clips[take.index] is None]
        painted = {take.index for take in to_paint}
        progress = _Progress(
            sum(take.frames for take in to_paint)
            + sum(p.segment.frames for p in missing if not (p.body and p.segment.index in painted)),
            len(self._takes), report,
        )  # fmt: skip
        failures: dict[str, str] = {}
        others: set[str] = set()
        with (
            _Background(self._threads) as background,
            Reel(self._storyboard, self._plan, self._generator, [take.index for take in to_paint]) as reel,
        ):
            self._start_ready(missing, background, progress)
            waiting = list(missing)
            for take in to_paint:
                failure = self._painted(take, missing, reel, cancel, progress)
                if failure is not None:
                    failures[take.shot.id] = str(failure)
                    if isinstance(failure, AnotherTake):
                        others.add(take.shot.id)
                    else:
                        report(ShotFailed(take.shot.id, str(failure)))
                    lost = [piece for piece in waiting if take.index in piece.segment.shots]
                    progress.skip(sum(piece.segment.frames for piece in lost if not piece.body))
                    waiting = [piece for piece in waiting if piece not in lost]
                reel.passed(take.index + 2)  # neither this shot nor one before it is needed any more
                self._start_ready(missing, background, progress)
            for _ in background.finished():
                if cancel.is_set():
                    raise cancelled()
                progress.tell()
        if failures:
            raise ShotsFailed(failures, len(self._takes), frozenset(others))

    def _painted(
        self, take: PlannedTake, missing: Sequence[_Piece], reel: Reel, cancel: threading.Event, progress: _Progress
    ) -> EngineError | None:
        """Paint a take; why it could not be, or None.

        Raises:
            EngineError: no other shot can be made either.
        """
        before = progress.painted
        try:
            self._paint(take, missing, reel, cancel, progress)
        except (Cancelled, CacheError, ClipError, FilmNotWritten):
            raise
        except EngineError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - a fault of one shot's painter must not cost the others
            failure = EngineError(f"Shot {take.shot.id} cannot be painted ({type(error).__name__}: {error}).")
        else:
            return None
        progress.skip(take.frames - (progress.painted - before))
        return failure

    def _paint(
        self, take: PlannedTake, missing: Sequence[_Piece], reel: Reel, cancel: threading.Event, progress: _Progress
    ) -> None:
        """Paint a take, and encode the shot's own segment of the same frames."""
        if take.stale is not None:
            raise EngineError(
                f"Shot {take.shot.id}: the take that was chosen has vanished from the cache. Export again: the shot is "
                "then painted as it stands now."
            )
        start = self._plan.spans[take.index].start
        body = next((piece for piece in missing if piece.body and piece.segment.index == take.index), None)
        seen = 0
        with contextlib.ExitStack() as stack:
            claim = writer = None
            frames = painted_take(take, self._canvas, reel, self._cache, self._threads, cancel)
            stack.callback(frames.close)
            for seen, packed in enumerate(frames, 1):
                number = start + seen - 1
                if seen == 1 and body is not None:
                    claim = stack.enter_context(self._claim(body, cancel))
                    writer = None if claim.found else stack.enter_context(self._writer(claim))
                if writer is not None and body is not None and body.segment.start <= number < body.segment.end:
                    writer.write(self._compositor.frame(number, packed))
                progress.step(take.index)
                if seen % (TRIM_S * self._canvas.fps) == 0:
                    trim()
            if claim is not None and body is not None:
                if writer is not None:
                    writer.close()
                body.entry = claim.found or claim.publish(body.recipe)
        if not seen:
            # another made it meanwhile: what is left is to encode its own segment
            progress.skip(take.frames - (body.segment.frames if body is not None else 0))
        self._clips[take.index] = self._cache.find("takes", take.key)

    def _start_ready(self, missing: Sequence[_Piece], background: _Background, progress: _Progress) -> None:
        """Encode in the background what is missing and whose takes are there.

        Raises:
            EngineError: what went wrong there meanwhile.
        """
        background.raise_failure()
        for number, piece in enumerate(missing):
            clips = [self._clips[index] for index in piece.segment.shots]
            if piece.entry is None and number not in background and None not in clips:
                background.start(number, lambda stop, piece=piece: self._encode(piece, stop, progress))

    def _encode(self, piece: _Piece, stop: threading.Event, progress: _Progress) -> None:
        """Encode a segment of its takes' clips; it is left out where a clip has vanished or was damaged meanwhile."""
        segment = piece.segment
        with self._claim(piece, stop) as claim:
            if claim.found is not None:
                piece.entry = claim.found
                progress.skip(segment.frames)
                return
            try:
                with self._writer(claim) as writer:
                    sources = [self._read(index, segment) for index in segment.shots]
                    for number, frames in enumerate(zip(*sources, strict=True), segment.start):
                        if stop.is_set():
                            raise cancelled()
                        writer.write(self._compositor.frame(number, *frames))
                        progress.step(segment.index)
            except ClipError:
                return
            piece.entry = claim.publish(piece.recipe)

    def _read(self, index: int, segment: Segment) -> Iterator[Packed]:
        entry = self._clips[index]
        assert entry is not None
        first = segment.start - self._plan.spans[index].start
        return take_frames(self._takes[index], entry, first, segment.frames)

    def _claim(self, piece: _Piece, cancel: threading.Event) -> contextlib.AbstractContextManager[Claim]:
        return self._cache.claim("segments", piece.key, self._encoding.suffix, cancel)

    def _writer(self, claim: Claim) -> SegmentWriter:
        canvas = self._canvas
        return SegmentWriter(claim.path, canvas.width, canvas.height, Fraction(canvas.fps), self._encoding)


class _Background:
    """Work in threads beside the film's own, by number. Left by an exception, what waits is dropped and what runs is
    told to stop."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="segment")
        self._running: dict[int, Future[None]] = {}
        self._stop = threading.Event()

    def __enter__(self) -> _Background:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:
            self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=kind is not None)

    def __contains__(self, number: int) -> bool:
        return number in self._running

    def start(self, number: int, work: Any) -> None:
        """Run ``work(stop)`` as soon as a thread is free."""
        self._running[number] = self._pool.submit(work, self._stop)

    def raise_failure(self) -> None:
        """Raise what went wrong in work that has ended."""
        for future in self._running.values():
            if future.done():
                future.result()

    def finished(self) -> Iterator[None]:
        """Comes back several times a second until all work has ended.

        Raises:
            EngineError: what went wrong.
        """
        left = set(self._running.values())
        while left:
            done, left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
            yield


class _Progress:
    """Counts frames from any thread and tells how long the rest takes. ``painted``: those of the film's own thread."""

    def __init__(self, total: int, shots: int, report: Reporter) -> None:
        self._total, self._shots, self._report = total, shots, report
        self.painted = 0
        self._done, self._skipped, self._shot = 0, 0, 0
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self._thread = threading.get_ident()
        report(PhaseStarted("picture", total))

    def step(self, index: int) -> None:
        """One more frame is done, of shot ``index``; told at once where the film's own thread did it."""
        with self._lock:
            self._done, self._shot = self._done + 1, max(self._shot, index)
        if threading.get_ident() == self._thread:
            self.painted += 1
            self.tell()

    def skip(self, frames: int) -> None:
        """Frames that need not be made, or cannot be."""
        with self._lock:
            self._done, self._skipped = self._done + frames, self._skipped + frames

    def tell(self) -> None:
        """Report how far the film is."""
        with self._lock:
            done, made, shot = self._done, self._done - self._skipped, self._shot
        speed = made / max(time.monotonic() - self._began, 1e-6)
        left = (self._total - done) / speed if speed else 0.0
        self._report(FramePainted(done, self._total, shot + 1, self._shots, speed, left))
