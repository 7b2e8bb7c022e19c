"""The preview: the picture under the playhead, the bars under it, full screen, and comparing takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.document import Document
from ui.ports import Services
from ui.preview.compare_view import CompareView
from ui.preview.controls import Controls
from ui.preview.full_screen import FullScreen
from ui.preview.keys import obey
from ui.preview.layout import Overlays
from ui.preview.picture_view import PictureView
from ui.preview.player import Player
from ui.transport import Transport


class Preview(QWidget):
    """Shows and plays the open document's film."""

    def __init__(
        self, document: Document, transport: Transport, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._document, self._transport, self._services = document, transport, services
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture, self.controls = PictureView(), Controls(document, transport)
        self.compare_view = CompareView(services.takes)
        self.player = Player(document, transport, services.playback, self)
        self._full: FullScreen | None = None
        self._volume, self._overlays = self.controls.bar.volume, Overlays()
        self._pages = QStackedWidget()
        self._arrange()
        self._wire()
        self._follow()
        self._retranslate()
        services.playback.set_volume(self._volume)
        self.player.look()

    @property
    def full_screen(self) -> FullScreen | None:
        """The window that fills the screen, while it does."""
        return self._full

    def toggle_full_screen(self) -> None:
        """The picture on the whole screen, or back in the window."""
        if self._full is not None:
            self._full.hide()
            self._full.deleteLater()
            self._full = None
            self.setFocus()
            return
        full = self._full = FullScreen(self._document, self._transport, self)
        full.picture.set_aspect(self._aspect())
        full.picture.show_frame(self.picture.image, self.picture.draft)
        full.picture.set_overlays(self._overlays)
        full.controls.bar.set_volume(self._volume)
        full.controls.bar.set_overlays(self._overlays)
        full.left.connect(self.toggle_full_screen)
        full.controls.bar.volume_changed.connect(self._set_volume)
        full.controls.bar.overlays_changed.connect(self._set_overlays)
        full.enter()

    def compare(self, shot_id: str, key_a: str, key_b: str) -> None:
        """Compare two takes of a shot by their keys, from the playhead on where it stands in that shot."""
        self._transport.pause()
        plan = self._document.schedule
        span = next((span for span in plan.spans if span.shot_id == shot_id), None)
        inside = 0 if span is None else self._transport.frame - span.start
        frame = inside if span is not None and 0 <= inside < span.frames else 0
        self._pages.setCurrentWidget(self.compare_view)
        self.compare_view.open(shot_id, key_a, key_b, self._aspect(), plan.fps, frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the playhead, F11, and Escape out of the full screen."""
        if event.key() == Qt.Key.Key_F11:
            self.toggle_full_screen()
        elif not obey(event, self._document, self._transport):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _arrange(self) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.picture, 1)
        inner.addWidget(self.controls)
        self._pages.addWidget(page)
        self._pages.addWidget(self.compare_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _wire(self) -> None:
        playback, bar, transport = self._services.playback, self.controls.bar, self._transport
        self.player.shown.connect(self._show)
        self.player.waiting.connect(self._wait)
        playback.preparing.connect(self._tell_preparing)
        self.picture.clicked.connect(self._click)
        self.picture.double_clicked.connect(self.toggle_full_screen)
        self.picture.wheeled.connect(self._roll)
        bar.volume_changed.connect(self._set_volume)
        bar.overlays_changed.connect(self._set_overlays)
        bar.full_screen_wanted.connect(self.toggle_full_screen)
        self.compare_view.closed.connect(self._end_compare)
        self._document.changed.connect(self._follow)
        self._document.replaced.connect(self._begin_anew)
        self._services.pictures.ready.connect(self._stand_in)
        transport.playing_changed.connect(self._end_compare_when_playing)

    def _views(self) -> list[PictureView]:
        return [self.picture] if self._full is None else [self.picture, self._full.picture]

    def _show(self, image: QImage, draft: bool) -> None:
        for view in self._views():
            view.show_frame(image, draft)

    def _begin_anew(self) -> None:
        """Another film: nothing of the one before is shown."""
        for view in self._views():
            view.show_poster(self._services.pictures.picture(self.player.span().shot_id))
        self.player.look()

    def _stand_in(self, shot_id: str) -> None:
        if self.picture.image.isNull() and shot_id == self.player.span().shot_id:
            for view in self._views():
                view.show_poster(self._services.pictures.picture(shot_id))

    def _wait(self, waits: bool) -> None:
        for view in self._views():
            view.set_waiting(waits)

    def _tell_preparing(self, done: int, total: int) -> None:
        words = self.tr("Getting the sky painter ready for this computer; this happens once.")
        if total > 1:
            words += "\n" + self.tr("{0} of {1}").format(done, total)
        for view in self._views():
            view.say("" if done >= total else words)

    def _follow(self) -> None:
        for view in self._views():
            view.set_aspect(self._aspect())

    def _aspect(self) -> float:
        canvas = self._document.storyboard.canvas
        return canvas.width / canvas.height

    def _click(self) -> None:
        self.setFocus()

    def _roll(self, steps: int) -> None:
        self._transport.pause()
        self._transport.seek(self._transport.frame + steps)

    def _set_volume(self, share: float) -> None:
        self._volume = share
        self.controls.bar.set_volume(share)
        self._services.playback.set_volume(share)

    def _set_overlays(self, overlays: Overlays) -> None:
        self._overlays = overlays
        self.controls.bar.set_overlays(overlays)
        for view in self._views():
            view.set_overlays(overlays)

    def _end_compare(self) -> None:
        self._pages.setCurrentIndex(0)
        self.setFocus()

    def _end_compare_when_playing(self, playing: bool) -> None:
        if playing and self._pages.currentWidget() is self.compare_view:
            self.compare_view.leave()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Preview"))
