"""The webhook's address and secret: in a folder that only the user can enter, or the secret in an environment variable.

They are never in the database, the logs or the settings, which a person may show to others. On Windows the folder is
as private as the user's profile.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from pydantic import SecretBytes

from app.settings import Settings, SettingsError
from engine.folders import data_folder
from engine.jobs.webhook import Endpoint, WebhookError, endpoint_of, secret_of
from storyboard.atomic import write_atomically

SECRET_VARIABLE = "STARLOOM_WEBHOOK_SECRET"
NO_SECRET = f"The webhook has no secret: give one with --secret or --new-secret, or in {SECRET_VARIABLE}."


def endpoint_path() -> Path:
    """Where address and secret are kept; the file may not exist."""
    return data_folder() / "private" / "webhook.json"


def keep_endpoint(url: str, secret: str | None) -> None:
    """Keep an address and a ``whsec_`` secret (None: the one kept before stays).

    Raises:
        SettingsError: the folder cannot be written.
        WebhookError: what was kept before cannot be read.
    """
    path = endpoint_path()
    content = json.dumps({"url": url, "secret": secret or _kept().get("secret")}, indent=1)
    try:
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.parent.chmod(0o700)
        write_atomically(path, content.encode("utf-8"))
        path.chmod(0o600)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written ({error.strerror}): free some space.") from error


def forget_endpoint() -> None:
    """Remove address and secret.

    Raises:
        SettingsError: the file cannot be removed.
    """
    try:
        endpoint_path().unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"{endpoint_path()} cannot be removed ({error.strerror}): remove it by hand.") from error


def load_endpoint(settings: Settings) -> Endpoint | None:
    """Where messages go now; None where no address was set or the webhook is off.

    Raises:
        WebhookError: what is kept cannot be used; says what to do.
    """
    url = _kept().get("url")
    if not settings.webhook.enabled or not url:
        return None
    return endpoint_of(url, secret_in_use(), settings.webhook.allow_private)


def secret_in_use() -> SecretBytes:
    """What signs messages: the environment's secret, else the kept one.

    Raises:
        WebhookError: there is none, or it cannot be used.
    """
    text = os.environ.get(SECRET_VARIABLE) or _kept().get("secret")
    if not text:
        raise WebhookError(NO_SECRET)
    return secret_of(text)


def _kept() -> dict[str, str | None]:
    try:
        kept = json.loads(endpoint_path().read_text(encoding="utf-8"))
        return {"url": str(kept["url"]), "secret": kept["secret"] and str(kept["secret"])}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError):
        raise WebhookError(
            f"{endpoint_path()} cannot be read: set the webhook again (starloom webhook set URL --new-secret)."
        ) from None
