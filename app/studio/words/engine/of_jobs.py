"""Sentences about the queue's jobs, the cache, and what is told to a server. {0}, {1}, ... stand for what varies."""

from __future__ import annotations

from ui.language import QT_TRANSLATE_NOOP

OF_JOBS = (
    QT_TRANSLATE_NOOP("Engine", "{0} of {1} shots are made and kept."),
    QT_TRANSLATE_NOOP("Engine", "Mend this and retry: only what is missing is made."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0} was cancelled."),
    QT_TRANSLATE_NOOP("Engine", "The score was cancelled."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The program ended unexpectedly {0} times while it was making shot {1} of “{2}”: look into its log, "
        "change what this shot shows, or retry.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The program ended unexpectedly {0} times while it was making the score of “{1}”: look into its log, "
        "change what this shot shows, or retry.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The program ended unexpectedly {0} times while it was making the film of “{1}”: look into its log, "
        "change what this shot shows, or retry.",
    ),
    QT_TRANSLATE_NOOP("Engine", "There is no unfinished job {0}: starloom queue list shows them."),
    QT_TRANSLATE_NOOP("Engine", "There is no job {0} in the queue: starloom queue list shows them."),
    QT_TRANSLATE_NOOP("Engine", "There is no film {0} in the history: starloom history lists them."),
    QT_TRANSLATE_NOOP("Engine", "The storyboard of film {0}"),
    QT_TRANSLATE_NOOP("Engine", "The film is made, but the history does not know it ({0})."),
    QT_TRANSLATE_NOOP("Engine", "The setting '{0}' cannot be {1}: choose one of {2}."),
    QT_TRANSLATE_NOOP("Engine", "The setting '{0}' cannot be {1}."),
    QT_TRANSLATE_NOOP("Engine", "There is no quality '{0}': choose one of {1}."),
    QT_TRANSLATE_NOOP("Engine", "'{0}' is no size: write for example 20GB or 500MB."),
    QT_TRANSLATE_NOOP("Engine", "A cache of {0} bytes is too small: give it 1MB or more."),
    QT_TRANSLATE_NOOP("Engine", "An entry of the cache was damaged ({0}: {1}); it will be made again."),
    QT_TRANSLATE_NOOP("Engine", "it holds {0} bytes instead of {1}"),
    QT_TRANSLATE_NOOP("Engine", "it cannot be read ({0})"),
    QT_TRANSLATE_NOOP("Engine", "its description cannot be read ({0})"),
    QT_TRANSLATE_NOOP("Engine", "it describes something else"),
    QT_TRANSLATE_NOOP("Engine", "its description is no description: {0}"),
    QT_TRANSLATE_NOOP("Engine", "its bytes have changed"),
    QT_TRANSLATE_NOOP("Engine", "the index is damaged"),
    QT_TRANSLATE_NOOP("Engine", "the name has no address"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{0} has an address of this machine or of a private network, which is not called unless private addresses"
        " are allowed (--allow-private).",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{0} has a link-local, multicast, metadata or reserved address, which is not called unless private "
        "addresses are allowed (--allow-private).",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} has a link-local, multicast, metadata or reserved address, which is not called."),
    QT_TRANSLATE_NOOP("Engine", "The webhook's address is not understood: write it like https://example.org/hook."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The webhook's address holds a name or password: leave them out, the signature serves.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The webhook's address must begin with https://; http:// is for private addresses, where they are allowed"
        " (--allow-private).",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The webhook's secret cannot be used: it must be {0} and 24 to 64 bytes in base64; --new-secret makes "
        "one.",
    ),
    QT_TRANSLATE_NOOP("Engine", "the message is larger than {0} KB"),
    QT_TRANSLATE_NOOP("Engine", "{0} has a public address: only https:// is used there"),
    QT_TRANSLATE_NOOP("Engine", "the certificate of {0} is not valid ({1})"),
    QT_TRANSLATE_NOOP("Engine", "{0} did not answer within {1} s"),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be reached ({1})"),
    QT_TRANSLATE_NOOP("Engine", "no HTTP"),
    QT_TRANSLATE_NOOP("Engine", "HTTP {0}: it points elsewhere, which is not followed"),
    QT_TRANSLATE_NOOP("Engine", "Name or service not known"),
    QT_TRANSLATE_NOOP("Engine", "Temporary failure in name resolution"),
    QT_TRANSLATE_NOOP("Engine", "No address associated with hostname"),
    QT_TRANSLATE_NOOP("Engine", "Connection refused"),
    QT_TRANSLATE_NOOP("Engine", "Network is unreachable"),
    QT_TRANSLATE_NOOP("Engine", "Connection reset by peer"),
    QT_TRANSLATE_NOOP("Engine", "The webhook has no secret: give one with --secret or --new-secret, or in {0}."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be removed ({1}): remove it by hand."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be read: set the webhook again (starloom webhook set URL --new-secret)."),
    QT_TRANSLATE_NOOP("Engine", "The server said that nobody listens there any more (HTTP 410)."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be written ({1}): free some space."),
)  # fmt: skip
