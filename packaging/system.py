"""What bootstrap.py sees of the machine and changes on it: programs, system libraries, GPUs, the network.

Standard library alone; what to look for and what to run is decided in machine.py.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import machine

SYSTEM = platform.system()
PROBE_SECONDS = 4.0  # how long a server may take to answer


class StepFailed(Exception):
    """A step of the set-up that did not work: its name, why, and what a person can do."""

    def __init__(self, title: str, reason: str, remedy: str) -> None:
        super().__init__(f"Starloom's set-up stopped at: {title}\n  reason: {reason}\n  remedy: {remedy}")
        self.reason = reason


def say(text: str) -> None:
    """One line for the person. Standard output belongs to the program that is started afterwards."""
    print("starloom set-up: " + text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step and, when it worked, say how long it took."""
    say(title + " ...")
    start = time.monotonic()
    yield
    say(f"{title}: {time.monotonic() - start:.1f} s")


def clean_environment() -> dict[str, str]:
    """The environment without what would lead our Python to another program's packages."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_USER")}


def ask(command: list[str], seconds: float = 60.0) -> subprocess.CompletedProcess[str]:
    """Run a command and keep its output; one that cannot start or takes too long comes back as failed, saying so."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=clean_environment(), timeout=seconds, encoding="utf-8", errors="replace")
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(command, 127, str(problem))


def last_lines(text: str, count: int = 6) -> str:
    """The end of a program's output: its errors where it marks them, else its last lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("WARNING")]
    errors = [line for line in lines if "error" in line.lower() or line.startswith("E:")]
    return "\n          ".join((errors or lines)[-count:]) or "it said nothing"


def has_program(name: str) -> bool:
    """Whether a program is on the PATH."""
    return shutil.which(name) is not None


def has_library(soname: str) -> bool:
    """Whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def is_root() -> bool:
    """Whether this process may change the system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_with_apt(packages: list[str]) -> str:
    """Install Debian packages if this person may; return the reason if it did not work, else an empty string."""
    has_sudo = has_program("sudo") and ask(["sudo", "-n", "true"]).returncode == 0
    command = machine.with_rights(machine.apt_command(packages), is_root(), has_sudo)
    update = machine.with_rights(["apt-get", "-qq", "update"], is_root(), has_sudo)
    if command is None or update is None:
        return "it takes root, or sudo without a password"
    done = ask(command, 900)
    if done.returncode != 0:  # the lists of packages may be missing or old
        ask(update, 300)
        done = ask(command, 900)
    return "" if done.returncode == 0 else last_lines(done.stdout)


def bring_system_parts(kind: str, more_packages: list[str]) -> None:
    """Look for the system's libraries and programs, and install the missing ones where that is possible.

    `more_packages` are Debian packages known to be missing. What is missing afterwards is told with the command to
    type; the check at the end of the set-up decides whether a film can be made without it.
    """
    if SYSTEM != "Linux":
        return
    missing = machine.missing_parts(kind, has_library, has_program)
    manager = next((name for name in ("apt-get", "dnf", "zypper") if has_program(name)), "")
    packages = [*machine.apt_packages(missing), *more_packages]
    if packages and manager == "apt-get":
        with step(f"system packages ({' '.join(packages)})"):
            reason = install_with_apt(packages)
        if not reason:
            more_packages = []
        else:
            say("system packages were not installed: " + reason)
        missing = machine.missing_parts(kind, has_library, has_program)
    if missing:
        say(f"missing from the system: {', '.join(missing)}")
    if missing or more_packages:
        say(f"please type: {machine.command_to_type(missing, manager, is_root(), more_packages)}")


def nvidia_gpus() -> list[machine.Gpu]:
    """The NVIDIA GPUs that the driver reports; none where there is no driver."""
    places = machine.nvidia_smi_places(SYSTEM, os.environ.get("SYSTEMROOT", r"C:\Windows"),
                                       os.environ.get("PROGRAMFILES", r"C:\Program Files"))
    programs = [shutil.which("nvidia-smi"), *(place for place in places if Path(place).exists())]
    for program in programs:
        for query in ("driver_version,compute_cap", "driver_version"):
            done = ask([program, f"--query-gpu={query}", "--format=csv,noheader"], 20) if program else None
            if done is not None and done.returncode == 0:
                return machine.parse_nvidia_smi(done.stdout)
    return []


def can_reach(url: str) -> bool:
    """Whether a server answers within PROBE_SECONDS, look-up of its name and all."""
    answers: list[bool] = []

    def knock() -> None:
        try:
            with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=PROBE_SECONDS) as answer:
                answers.append(answer.status < 400)
        except (OSError, ValueError):
            answers.append(False)

    thread = threading.Thread(target=knock, daemon=True)
    thread.start()
    thread.join(PROBE_SECONDS)
    return bool(answers) and answers[0]
