"""``starloom webhook``: tell a server of the person's choice when a queue is done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import ENGINE_FAILURE, errors

if TYPE_CHECKING:
    from engine.jobs.webhook import Endpoint

webhook = typer.Typer(name="webhook", help="Tell a server when a queue is done (optional; off at first).")


@webhook.command("set")
def set_webhook(
    url: Annotated[str, typer.Argument(metavar="URL", help="https://…, where the messages go.")],
    secret: Annotated[
        str | None, typer.Option(metavar="whsec_…|-", help="The secret that signs; -: read it from standard input.")
    ] = None,
    new_secret: Annotated[bool, typer.Option("--new-secret", help="Make a secret and print it, once.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="This machine and private networks may be called, also by http://.")
    ] = False,
    titles: Annotated[bool, typer.Option("--titles", help="Tell the films' titles too.")] = False,
) -> None:
    """Switch the webhook on. Its messages hold counts and numbers of films, and no word of a story."""
    from app.settings import change_settings, with_part
    from app.webhook_endpoint import endpoint_path, keep_endpoint, secret_in_use
    from engine.jobs import webhook as hook

    if secret is not None and new_secret:
        raise hook.WebhookError("Give either --secret or --new-secret, not both.")
    given = hook.new_secret() if new_secret else sys.stdin.readline().strip() if secret == "-" else secret
    signing = secret_in_use() if given is None else hook.secret_of(given)
    endpoint = hook.endpoint_of(url, signing, allow_private)
    keep_endpoint(url.strip(), given)
    changes = {"enabled": True, "allow_private": allow_private, "titles": titles, "note": ""}
    change_settings(lambda settings: with_part(settings, "webhook", **changes), _tell)
    if new_secret:
        print(given)
    _tell(f"{endpoint.shown}: on. Address and secret lie in {endpoint_path()}, for you alone to read.")


@webhook.command()
def show(json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Tell whether the webhook is on, where it goes (the host), and what waits to be sent."""
    import dataclasses
    import json as json_text

    from rich.console import Console
    from rich.table import Table

    from app.settings import load_settings
    from app.webhook_endpoint import load_endpoint
    from engine.jobs.database import Database
    from engine.jobs.outbox import Outbox

    settings = load_settings(_tell)
    endpoint = load_endpoint(settings)
    waiting = Outbox(Database()).waiting()
    facts = {
        "on": endpoint is not None, "address": endpoint.shown if endpoint else "",
        "allow_private": settings.webhook.allow_private, "titles": settings.webhook.titles,
        "note": settings.webhook.note, "waiting": len(waiting),
    }  # fmt: skip
    if json:
        print(json_text.dumps({**facts, "messages": [dataclasses.asdict(item) for item in waiting]}))
        return
    table = Table(box=None, show_header=False)
    for name, fact in facts.items():
        table.add_row(name, str(fact))
    for item in waiting:
        table.add_row(item.id, f"tries: {item.attempts}; {item.last_words}")
    Console().print(table)


@webhook.command()
def test() -> None:
    """Send a message that tells nothing, and say what the server answered."""
    from engine.jobs.notices import trial_message
    from engine.jobs.webhook import send

    answer = send(_endpoint(), trial_message())
    _tell(f"{answer.words}: {'the server took it' if answer.taken else 'it was not taken'}.")
    if not answer.taken:
        raise typer.Exit(ENGINE_FAILURE)


@webhook.command("send")
def send_waiting() -> None:
    """Try at once to send what waits."""
    import threading

    from app.notify import deliver_due
    from engine.jobs.database import Database
    from engine.jobs.outbox import Outbox

    _endpoint()
    database = Database()
    outbox = Outbox(database)
    outbox.retry_now()
    deliver_due(database, threading.Event())
    left = outbox.waiting()
    _tell(f"waiting: {len(left)}" + (f" ({left[0].last_words})" if left else ""))
    if left:
        raise typer.Exit(ENGINE_FAILURE)


@webhook.command()
def off() -> None:
    """Switch the webhook off: address, secret and what waits are removed."""
    from app.settings import change_settings, with_part
    from app.webhook_endpoint import forget_endpoint
    from engine.jobs.database import Database
    from engine.jobs.outbox import Outbox

    change_settings(lambda settings: with_part(settings, "webhook", enabled=False, note=""), _tell)
    forget_endpoint()
    dropped = Outbox(Database()).drop()
    _tell("The webhook is off." + (f" Messages that were not sent: {dropped}." if dropped else ""))


def _endpoint() -> Endpoint:
    """Where messages go; a clear error where the webhook is off."""
    from app.settings import load_settings
    from app.webhook_endpoint import load_endpoint
    from engine.jobs.webhook import WebhookError

    endpoint = load_endpoint(load_settings(_tell))
    if endpoint is None:
        raise WebhookError("The webhook is off: switch it on with starloom webhook set URL --new-secret.")
    return endpoint


def _tell(message: str) -> None:
    errors.print(message, markup=False, soft_wrap=True)
