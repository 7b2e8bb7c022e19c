"""Set Starloom up and start it. Needs a Python and nothing else.

    python3 packaging/bootstrap.py film qixi      set everything up, then run `starloom film qixi`
    python3 packaging/bootstrap.py test           set everything up, then run the test suite

The set-up lives in `.venv` beside this folder. What is installed is pinned: the locks go in with --no-deps (a resolver
would refuse Pillow's security fixes beside moviepy), then torch. Only torch is installed with its dependencies, held by
the same locks as constraints: its CPU build finds them all in place, its CUDA build for Linux brings NVIDIA's
libraries, and which of the two comes may be up to the package source in use. A stamp in `.venv` says what the set-up
was made from; while that still holds, a start does no work.

machine.py decides, system.py looks and acts outside `.venv`, this file does the steps in order.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import machine
from system import (
    SYSTEM,
    StepFailed,
    ask,
    bring_system_parts,
    can_reach,
    clean_environment,
    has_program,
    last_lines,
    nvidia_gpus,
    say,
    step,
)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENV = ROOT / ".venv"
PYTHON = VENV.joinpath(*machine.venv_python(SYSTEM))
STAMP = VENV / "starloom-setup.json"
UNFINISHED = VENV / "starloom-setup.unfinished"  # there while packages go in; at a start it tells of an interruption

RUN_FILES = ("requirements.lock", "requirements-diffusion.lock", "requirements-cuda.lock", "constraints.txt",
             "bootstrap.py", "machine.py", "system.py")
TEST_FILES = ("requirements-test.lock",)

SPACE_NEEDED_GB = {"cpu": 5, "cuda": 14}
START_AGAIN = "delete the folder .venv and start again"
USAGE = """Sets Starloom up in .venv, then starts it.

  python3 packaging/bootstrap.py [--torch cpu|cuda] WORDS...   the words go to the starloom command
  python3 packaging/bootstrap.py [--torch cpu|cuda] test ...   run the test suite in two processes;
                                                               words after it go to pytest instead

--torch names the build of torch; without it, a machine with an NVIDIA GPU gets the CUDA build, any other the CPU build.
"""


# -- the stamp ---------------------------------------------------------------------------------------------------------


def fingerprint(names: tuple[str, ...]) -> str:
    """Hash of the files that a set-up is made from, and of which Python the environment has."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (HERE / name).read_bytes() + b"\0")
    with contextlib.suppress(FileNotFoundError):
        digest.update((VENV / "pyvenv.cfg").read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict:
    """What the last whole set-up wrote, or nothing."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_ready(stamp: dict, request: machine.Request) -> bool:
    """Whether what is there serves this request as it is."""
    return (PYTHON.exists() and not UNFINISHED.exists()
            and stamp.get("run") == fingerprint(RUN_FILES)
            and (request.kind == "run" or stamp.get("test") == fingerprint(TEST_FILES))
            and request.torch in (None, stamp.get("wanted"), stamp.get("flavour")))


def write_stamp(stamp: dict) -> None:
    """Replace the stamp in one move."""
    part = STAMP.with_suffix(".part")
    part.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    part.replace(STAMP)


# -- the steps ---------------------------------------------------------------------------------------------------------


def check_machine(flavour: str) -> None:
    """Refuse what cannot work before anything is written."""
    problem = machine.python_problem(sys.version_info[:2])
    if problem:
        raise StepFailed("Python", problem, "install one of these and start with it, for example: "
                         "python3.13 packaging/bootstrap.py")
    problem = machine.platform_problem(SYSTEM, machine.normal_architecture(platform.machine()))
    if problem:
        raise StepFailed("platform", problem, "use another machine or another build of Python")
    free_gb, needed_gb = shutil.disk_usage(str(ROOT)).free / 1e9, SPACE_NEEDED_GB[flavour]
    if free_gb < needed_gb and not PYTHON.exists():
        raise StepFailed("disk", f"{free_gb:.1f} GB are free at {ROOT}, the set-up takes up to {needed_gb} GB",
                         "free some space, or move this folder to a larger disk")


def environment_works() -> bool:
    """Whether `.venv` has a Python and a pip that start, and no set-up was interrupted in it."""
    return PYTHON.exists() and not UNFINISHED.exists() and ask([str(PYTHON), "-c", "import pip"]).returncode == 0


def can_make_environments() -> bool:
    """Whether this Python has venv and ensurepip: Debian and Ubuntu leave them to a package of their own."""
    return ask([sys.executable, "-c", "import ensurepip, venv"]).returncode == 0


def make_environment() -> None:
    """Make `.venv` from nothing."""
    if not can_make_environments():
        package = f" ({machine.venv_package(sys.version_info[:2])})" if has_program("apt-get") else ""
        raise StepFailed("environment", "this Python cannot make environments: its venv or ensurepip is missing",
                         f"install your system's package with Python's venv and ensurepip{package}, then start again")
    with step("environment in .venv"):
        if VENV.is_dir():
            shutil.rmtree(str(VENV))
        VENV.mkdir()
        UNFINISHED.touch()
        done = ask([sys.executable, "-m", "venv", str(VENV)], 300)
        if done.returncode != 0:
            raise StepFailed("environment", last_lines(done.stdout), START_AGAIN)


def pip_install(title: str, arguments: list[str], remedy: str) -> None:
    """Run pip inside the environment.

    Raises:
        StepFailed: pip failed; it has put everything back then, so the environment stays good for the next try.
    """
    UNFINISHED.touch()
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *arguments]
    done = ask(command, 7200)
    UNFINISHED.unlink()
    if done.returncode != 0:
        raise StepFailed(title, last_lines(done.stdout), remedy)


def install_packages(kind: str, diffusion: bool) -> None:
    """Install the locks."""
    locks = [HERE / "requirements.lock"]
    locks += [HERE / "requirements-diffusion.lock"] if diffusion else []
    locks += [HERE / "requirements-test.lock"] if kind == "test" else []
    arguments = ["--no-deps", "--prefer-binary", "--use-pep517"]
    for lock in locks:
        arguments += ["-r", str(lock)]
    count = sum(lock.read_text(encoding="utf-8").count("==") for lock in locks)
    with step(f"packages (about {count}, some minutes the first time)"):
        pip_install("packages", arguments, "check the network and pip's settings (pip config list), then start again; "
                    "what was downloaded is kept")


def install_torch(plan: machine.TorchPlan) -> None:
    """Install torch from PyTorch's own index where it answers, else from where pip is set to look."""
    held = ["-c", str(HERE / "requirements.lock"), "-c", str(HERE / "requirements-diffusion.lock")]
    held += ["-c", str(HERE / "requirements-cuda.lock")] if plan.lock else []
    remedy = "check the network, then start again; --torch cpu takes the smaller build"
    if plan.note:
        say(plan.note)
    with step(f"torch ({plan.flavour})"):
        if plan.index and can_reach(plan.index + "/torch/"):
            own_index = ["--retries", "1", "--extra-index-url", plan.index]
            try:
                pip_install("torch", [plan.requirement, *own_index, *held], remedy)
                return
            except StepFailed as problem:
                say(f"PyTorch's own index did not serve {plan.requirement}: {problem.reason}")
        elif plan.index:
            say(f"PyTorch's own index is out of reach: taking {plan.fallback} from where pip is set to look")
        pip_install("torch", [plan.fallback, *held], remedy)


def site_packages() -> Path:
    """The folder of installed packages inside the environment."""
    done = ask([str(PYTHON), "-c", "import json, sysconfig; print(json.dumps(sysconfig.get_path('purelib')))"])
    if done.returncode != 0:
        raise StepFailed("environment", last_lines(done.stdout), START_AGAIN)
    return Path(json.loads(done.stdout))


def installed_flavour(purelib: Path) -> str:
    """Which build of torch is in the environment, read from its folders; "none" without torch."""
    found = sorted(purelib.glob("torch-*.dist-info"))
    if not found:
        return "none"
    has_cuda = (purelib / "nvidia").is_dir() or any((purelib / "torch" / "lib").glob("*cudart*"))
    return machine.flavour_of(found[-1].name[len("torch-"):-len(".dist-info")], has_cuda)


def link_project(purelib: Path) -> None:
    """Let the environment find Starloom's folders, and put the `starloom` command into it.

    The line in the .pth file is relative to its own folder, so any character may stand in the path above.
    """
    (purelib / "starloom.pth").write_text(os.path.relpath(str(ROOT), str(purelib)) + "\n", encoding="ascii")
    parts, text = machine.launcher(SYSTEM, str(PYTHON))
    script = VENV.joinpath(*parts)
    script.write_bytes(os.fsencode(text))
    script.chmod(0o755)


def check_imports() -> None:
    """Load the libraries that no film can be made without."""
    with step("check"):
        done = ask([str(PYTHON), "-c", "import numpy, cv2, av, soundfile, pydantic, typer"], 300)
        if done.returncode != 0:
            raise StepFailed("check", last_lines(done.stdout, 2), "install what was named above as missing from the "
                             f"system; if nothing was, {START_AGAIN}")


def set_up(request: machine.Request, stamp: dict) -> None:
    """Do whatever is needed so that the request can be served, and stamp it."""
    architecture = machine.normal_architecture(platform.machine())
    version = (HERE / "constraints.txt").read_text(encoding="utf-8").partition("torch==")[2].split()[0]
    wanted = request.torch or stamp.get("wanted")
    plan = machine.plan_torch(SYSTEM, architecture, version, wanted, nvidia_gpus())
    check_machine(plan.flavour if plan else "cpu")
    kind = "test" if "test" in stamp else request.kind
    new = not environment_works()
    lacks_venv = new and has_program("apt-get") and not can_make_environments()
    bring_system_parts(kind, [machine.venv_package(sys.version_info[:2])] if lacks_venv else [])
    if new:
        make_environment()
    install_packages(kind, plan is not None)
    if plan is None:
        say(f"torch {version} has no build for {SYSTEM} on {architecture}: the diffusion generator is left out, "
            "the sky generator paints every film")
    else:
        install_torch(plan)
    purelib = site_packages()
    link_project(purelib)
    check_imports()
    made = {"run": fingerprint(RUN_FILES), "wanted": wanted, "flavour": installed_flavour(purelib)}
    if kind == "test":
        made["test"] = fingerprint(TEST_FILES)
    write_stamp(made)


# -- the start ---------------------------------------------------------------------------------------------------------


def start(request: machine.Request) -> int:
    """Become the program (POSIX), or run it and hand its exit code on (Windows)."""
    if request.kind == "test":
        os.chdir(str(ROOT))
        command = [str(PYTHON), "-m", "pytest", *request.words]
    else:
        command = [str(PYTHON), "-P", "-m", "app", *request.words]
    if os.name == "posix":
        os.execve(command[0], command, clean_environment())
    with subprocess.Popen(command, env=clean_environment()) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the program has heard it too, and decides what to do
                continue


def main(arguments: list[str]) -> int:
    """Set up if need be and start; returns the exit code where the program has not taken this process over."""
    try:
        request = machine.parse_words(arguments)
        stamp = read_stamp()
        ready = is_ready(stamp, request)
        if request.help:
            print(USAGE, flush=True)
            if not ready:
                print("Starloom is not set up yet; any other word sets it up.")
                return 0
        if not ready:
            set_up(request, stamp)
        return start(request)
    except machine.UsageError as problem:
        print(problem, file=sys.stderr)
        return 2
    except StepFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(StepFailed("files", str(problem), f"see that {ROOT} can be written and has space"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("stopped; the next start takes it up again")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
