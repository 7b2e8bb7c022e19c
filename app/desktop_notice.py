"""A few words on the desktop, by what the system itself has for it. Where it has nothing, nothing is said.

The words travel as arguments or in the environment of a child process, never through a shell.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys

from engine.jobs.notices import Notice

LIMIT_S = 10.0

MAC_SCRIPT = (
    "on run words",
    "display notification (item 2 of words) with title (item 1 of words)",
    "end run",
)

# the identity is PowerShell's own: a toast needs a program that the start menu knows
WINDOWS_SCRIPT = r"""
[void][Windows.UI.Notifications.ToastNotificationManager,Windows.UI.Notifications,ContentType=WindowsRuntime]
$content = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent('ToastText02')
$places = $content.GetElementsByTagName('text')
[void]$places.Item(0).AppendChild($content.CreateTextNode($env:STARLOOM_NOTICE_TITLE))
[void]$places.Item(1).AppendChild($content.CreateTextNode($env:STARLOOM_NOTICE_BODY))
$identity = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe'
$toast = [Windows.UI.Notifications.ToastNotification]::new($content)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($identity).Show($toast)
"""


def show_notice(notice: Notice) -> bool:
    """Show a notice; False where this desktop cannot, which is no fault."""
    command = _command(notice)
    if command is None:
        return False
    try:
        shown = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=LIMIT_S,
            check=False, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env={**os.environ, "STARLOOM_NOTICE_TITLE": notice.title, "STARLOOM_NOTICE_BODY": notice.body},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError, ValueError):
        return False
    return shown.returncode == 0


def _command(notice: Notice) -> list[str] | None:
    if sys.platform == "win32":
        found = shutil.which("powershell")
        return [found, "-NoProfile", "-NonInteractive", "-Command", WINDOWS_SCRIPT] if found else None
    if sys.platform == "darwin":
        found = shutil.which("osascript")
        lines = [word for line in MAC_SCRIPT for word in ("-e", line)]
        return [found, *lines, notice.title, notice.body] if found else None
    found = shutil.which("notify-send")
    # a notification's body is a small markup language there
    return [found, "--app-name=Starloom", "--", notice.title, html.escape(notice.body)] if found else None
