"""The studio's settings: kept in one file, with the facts of this machine beside them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from app.crash import log_folder
from app.settings import Settings, change_settings, load_settings, with_part
from app.studio.errands import Errands
from app.studio.words.engine.saying import worded
from engine.errors import EngineError
from engine.folders import cache_folder, data_folder
from ui.ports import Preferences
from ui.ports.preferences import CacheFacts, MachineFact, ModelChoices, Values, WebhookFacts

PLACES = {"notices": ("notices", "desktop"), "webhook": ("webhook", "enabled"),
          "webhook_private": ("webhook", "allow_private"), "webhook_titles": ("webhook", "titles")}  # fmt: skip
"""Where the settings lie that are no part of the studio's own."""
LOOKED_AT = (
    QT_TRANSLATE_NOOP("Studio", "System"), QT_TRANSLATE_NOOP("Studio", "Libraries"),
    QT_TRANSLATE_NOOP("Studio", "More libraries"), QT_TRANSLATE_NOOP("Studio", "Diffusion libraries"),
    QT_TRANSLATE_NOOP("Studio", "Encoders"), QT_TRANSLATE_NOOP("Studio", "Fonts"),
    QT_TRANSLATE_NOOP("Studio", "Voices"), QT_TRANSLATE_NOOP("Studio", "GPU"),
    QT_TRANSLATE_NOOP("Studio", "Processor and memory"), QT_TRANSLATE_NOOP("Studio", "Memory for models"),
    QT_TRANSLATE_NOOP("Studio", "Data folder"), QT_TRANSLATE_NOOP("Studio", "Cache folder"),
    QT_TRANSLATE_NOOP("Studio", "Settings folder"), QT_TRANSLATE_NOOP("Studio", "Log folder"),
)  # fmt: skip
"""What ``starloom doctor`` calls the things it looks at."""

translate = QCoreApplication.translate


class StudioPreferences(Preferences):
    """Settings hold at once and are written in the background; `close` ends its thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = Errands("preferences", self.trouble.emit, self)
        self._settings = load_settings()
        self._cache: CacheFacts | None = None
        self._machine: tuple[MachineFact, ...] = ()
        self._webhook = WebhookFacts()
        self._errands.run(_webhook_facts, self._know_webhook)

    def close(self) -> None:
        """What was changed is written; the thread ends."""
        self._errands.close()

    # -- settings ------------------------------------------------------------------------------------------------------

    def values(self) -> Values:
        """All settings as they hold."""
        own, hook = self._settings.studio, self._settings.webhook
        return Values(
            language=own.language, theme=own.theme, motion=own.motion, autosave=own.autosave,
            films_folder=Path(own.films_folder) if own.films_folder else films_home(),
            voice_zh=own.voice_zh, voice_en=own.voice_en, rate=own.rate, notices=self._settings.notices.desktop,
            webhook=hook.enabled, webhook_private=hook.allow_private, webhook_titles=hook.titles,
        )  # fmt: skip

    def change(self, **values: Any) -> None:
        """Change settings, each by its name in `Values`."""
        edited = _with_values(self._settings, values)
        if edited == self._settings:
            return
        self._settings = edited
        self._errands.run(lambda: change_settings(lambda kept: _with_values(kept, values)))
        self.changed.emit()

    def models(self) -> ModelChoices:
        """How models are fetched and held."""
        from engine.models.catalogue import weights_names
        from engine.models.folder import models_folder
        from engine.models.wishes import Attention

        kept = self._settings.models
        return ModelChoices(
            models_folder(kept.folder), bool(os.environ.get("STARLOOM_MODELS_DIR")), kept.source, kept.endpoint,
            kept.proxy, kept.offline, kept.offload, kept.weights, weights_names(), kept.step_cache,
            kept.cache_threshold, kept.attention, get_args(Attention), kept.compile, kept.channels_last,
            kept.interpolation,
        )  # fmt: skip

    def change_models(self, **values: Any) -> bool:
        """Change how models are fetched and held; whether that can be used. ``trouble`` says why not."""
        from app.model_settings import checked_models

        before = self._settings.models
        try:
            wanted = checked_models(before.model_copy(update=values), before)
        except EngineError as error:
            self.trouble.emit(str(error))
            return False
        if wanted != before:
            self._keep_models({name: getattr(wanted, name) for name in values})
        return True

    def try_between_model(self, path: str) -> None:
        """Try an ONNX file that shall make the frames between, and keep it if it can: it takes seconds to load."""
        from app.model_settings import checked_models

        before = self._settings.models
        wanted = before.model_copy(update={"interpolation": path})
        self._errands.run(
            lambda: checked_models(wanted, before),
            lambda checked: self._keep_models({"interpolation": checked.interpolation}),
        )

    def _keep_models(self, changes: dict[str, Any]) -> None:
        self._settings = with_part(self._settings, "models", **changes)
        self._errands.run(
            lambda: change_settings(lambda kept: with_part(kept, "models", **changes)),
            lambda _: self.models_changed.emit(),
        )
        self.changed.emit()

    # -- folders and cache ---------------------------------------------------------------------------------------------

    def folders(self) -> Sequence[tuple[str, Path]]:
        """Folders of the program by what they are for."""
        return (("films", self.values().films_folder), ("cache", cache_folder("")), ("data", data_folder()))

    def log_folder(self) -> Path:
        """Where the program writes what it did and what went wrong."""
        return log_folder()

    def open_folder(self, path: Path) -> None:
        """Show a folder in the system's file manager."""
        if not path.is_dir():
            self.trouble.emit(f"There is no folder {path} yet.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.trouble.emit(f"This system shows no folders: look at {path}.")

    def cache(self) -> CacheFacts:
        """What the cache holds; ``count`` looks anew."""
        return self._cache or CacheFacts()

    def count(self) -> None:
        """Count the cache; ``counted`` tells."""
        self._errands.run(_counted, self._know_cache)

    def set_cache_limit(self, limit: int) -> None:
        """Let the cache hold so many bytes."""

        def keep() -> CacheFacts:
            from engine.jobs.cache_keeping import Keeping

            Keeping().set_limit(limit)
            return _counted()

        self._errands.run(keep, self._know_cache)

    def make_room(self) -> None:
        """Remove what can be made again and is not named by a storyboard; ``counted`` and ``told`` tell."""

        def clear() -> tuple[int, CacheFacts]:
            from engine.jobs.cache import Cache

            return Cache().clear().size, _counted()

        self._errands.run(clear, self._tell_room)

    def _tell_room(self, done: tuple[int, CacheFacts]) -> None:
        self._know_cache(done[1])
        words = translate("Studio", "{0} MB are free again.")
        self.told.emit(words.format(round(done[0] / 1e6)))

    def _know_cache(self, facts: CacheFacts) -> None:
        self._cache = facts
        self.counted.emit()

    # -- the machine ---------------------------------------------------------------------------------------------------

    def machine(self) -> Sequence[MachineFact]:
        """What was found on this machine; empty until ``examine`` has looked."""
        return tuple(
            MachineFact(translate("Studio", one.name), one.status, worded(one.detail), worded(one.remedy))
            for one in self._machine
        )

    def examine(self) -> None:
        """Look at the machine; ``examined`` tells."""
        self._errands.run(_examined, self._know_machine)

    def _know_machine(self, found: tuple[MachineFact, ...]) -> None:
        self._machine = found
        self.examined.emit()

    # -- the webhook ---------------------------------------------------------------------------------------------------

    def webhook(self) -> WebhookFacts:
        """Where the webhook goes."""
        return replace(self._webhook, note=worded(self._webhook.note))

    def new_secret(self) -> str:
        """A secret that signs messages, for the person to give to the server; it is not kept yet."""
        from engine.jobs.webhook import new_secret

        return new_secret()

    def set_webhook(self, address: str, secret: str) -> bool:
        """Keep address and secret ("": the one kept before) and switch the webhook on; whether that worked."""
        from app.webhook_endpoint import keep_endpoint, secret_in_use
        from engine.jobs.webhook import endpoint_of, secret_of

        address, secret = address.strip(), secret.strip()
        try:
            signing = secret_of(secret) if secret else secret_in_use()
            endpoint_of(address, signing, self._settings.webhook.allow_private)
        except EngineError as error:
            self.trouble.emit(str(error))
            return False
        self._settings = with_part(self._settings, "webhook", enabled=True, note="")
        self._errands.run(lambda: keep_endpoint(address, secret or None))
        self._errands.run(lambda: change_settings(lambda kept: with_part(kept, "webhook", enabled=True, note="")))
        self._errands.run(_webhook_facts, self._know_webhook)
        return True

    def switch_webhook_off(self) -> None:
        """Forget the webhook's address and secret, and what waits to be sent."""
        self._settings = with_part(self._settings, "webhook", enabled=False, note="")
        self._errands.run(_webhook_off)
        self._errands.run(_webhook_facts, self._know_webhook)

    def test_webhook(self) -> None:
        """Send a message that tells nothing; ``answered`` tells."""
        self._errands.run(
            _tried, lambda answer: self.answered.emit(*answer), lambda words: self.answered.emit(False, worded(words))
        )

    def _know_webhook(self, facts: WebhookFacts) -> None:
        self._webhook = facts
        self.changed.emit()


def films_home() -> Path:
    """Where films are put unless the person says otherwise."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.MoviesLocation)
    return (Path(places[0]) if places else Path.home()) / "Starloom"


def _with_values(settings: Settings, values: dict[str, Any]) -> Settings:
    for name, value in values.items():
        part, key = PLACES.get(name, ("studio", name))
        settings = with_part(settings, part, **{key: str(value) if isinstance(value, Path) else value})
    return settings


def _counted() -> CacheFacts:
    from engine.jobs.cache import Cache

    found = Cache()
    size = sum(item.size for item in found.listed()) + sum(item.size for item in found.room.loose())
    return CacheFacts(size, found.room.limit)


def _examined() -> tuple[MachineFact, ...]:
    from app.doctor import MODELS, gather

    found = gather(without=(MODELS,))
    return tuple(MachineFact(one.name, one.status, one.detail, one.remedy) for one in found)


def _webhook_facts() -> WebhookFacts:
    from app.webhook_endpoint import load_endpoint, secret_in_use

    settings = load_settings()
    if not settings.webhook.enabled:
        return WebhookFacts(note=settings.webhook.note)
    endpoint = load_endpoint(settings)
    secret_in_use()
    return WebhookFacts(endpoint.shown if endpoint else "", True, settings.webhook.note)


def _webhook_off() -> None:
    from app.webhook_endpoint import forget_endpoint
    from engine.jobs.database import Database
    from engine.jobs.outbox import Outbox

    change_settings(lambda kept: with_part(kept, "webhook", enabled=False, note=""))
    forget_endpoint()
    Outbox(Database()).drop()


def _tried() -> tuple[bool, str]:
    from app.webhook_endpoint import load_endpoint
    from engine.jobs.notices import trial_message
    from engine.jobs.webhook import send

    endpoint = load_endpoint(load_settings())
    if endpoint is None:
        return False, translate("Studio", "The webhook is off: give an address first.")
    answer = send(endpoint, trial_message())
    return answer.taken, worded(answer.words)
