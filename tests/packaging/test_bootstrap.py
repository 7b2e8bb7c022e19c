"""bootstrap.py for real, in a small house of its own: real environment, real pip, packages made on the spot."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SCRIPTS = ("bootstrap.py", "machine.py", "system.py")
LIBRARIES = ("numpy", "cv2", "av", "soundfile", "pydantic", "typer")
APP = """
import json, os, sys
print(json.dumps({"words": sys.argv[1:], "folder": os.getcwd(), "python": sys.executable}, ensure_ascii=True))
sys.exit(7 if "seven" in sys.argv else 0)
"""
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def make_wheel(folder: Path, name: str, version: str, modules: tuple[str, ...]) -> None:
    """A wheel with empty modules."""
    info = f"{name}-{version}.dist-info"
    files = {f"{module}.py": "" for module in modules} | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in files) + f"{info}/RECORD,,\n"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, text)


@dataclass
class House:
    """A copy of the scripts with locks, wheels and a program of its own; no network."""

    root: Path
    wheels: Path

    def environment(self) -> dict[str, str]:
        nowhere = "http://127.0.0.1:9"
        return os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull,
                             "HTTPS_PROXY": nowhere, "https_proxy": nowhere, "PYTHONIOENCODING": "utf-8"}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(self.root / "packaging" / "bootstrap.py"), *words]

    def start(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*words), env=self.environment(), cwd=self.root.parent, capture_output=True,
                              text=True, encoding="utf-8", timeout=200, check=False)

    def stamp(self) -> dict:
        return json.loads((self.root / ".venv" / "starloom-setup.json").read_text(encoding="utf-8"))


def build(folder: Path) -> House:
    house = House(folder / "织 星 ✨ house", folder / "wheels")
    (house.root / "app").mkdir(parents=True)
    house.wheels.mkdir()
    (house.root / "app" / "__main__.py").write_text(APP, encoding="utf-8")
    (folder / "app").mkdir()  # a folder of that name where the person happens to be
    (folder / "app" / "__main__.py").write_text("raise SystemExit('the wrong app')", encoding="utf-8")
    locks = house.root / "packaging"
    locks.mkdir()
    for name in SCRIPTS:
        shutil.copy(PACKAGING / name, locks)
    (locks / "requirements.lock").write_text("# pins\nstarlibraries==1.0\n", encoding="utf-8")
    (locks / "requirements-diffusion.lock").write_text("# pins\n", encoding="utf-8")
    (locks / "requirements-cuda.lock").write_text("# pins\n", encoding="utf-8")
    (locks / "requirements-test.lock").write_text("# pins\n", encoding="utf-8")
    (locks / "constraints.txt").write_text("# torch\ntorch==2.13.0\n", encoding="utf-8")
    make_wheel(house.wheels, "starlibraries", "1.0", LIBRARIES)
    make_wheel(house.wheels, "torch", "2.13.0", ("torch",))
    return house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house whose first set-up was killed in the middle, and whose second went through."""
    house = build(tmp_path_factory.mktemp("bootstrap"))
    if os.name == "posix":
        first = subprocess.Popen(house.command("film"), env=house.environment(), stderr=subprocess.DEVNULL,
                                 start_new_session=True)
        unfinished = house.root / ".venv" / "starloom-setup.unfinished"
        wait_until = time.monotonic() + 60
        while not (unfinished.exists() and (house.root / ".venv" / "bin" / "python").exists()):
            assert time.monotonic() < wait_until, "the set-up did not start"
            time.sleep(0.05)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        assert unfinished.exists()
    done = house.start("film", "七夕", "two words")
    assert done.returncode == 0, done.stderr
    (house.root / "first.txt").write_text(done.stdout + "\0" + done.stderr, encoding="utf-8")
    return house


def test_sets_up_after_an_interruption_and_passes_the_words_on(house: House) -> None:
    output, told = (house.root / "first.txt").read_text(encoding="utf-8").split("\0")
    said = json.loads(output)
    assert said["words"] == ["film", "七夕", "two words"]
    assert Path(said["folder"]) == house.root.parent
    assert Path(said["python"]).parents[1] == house.root / ".venv"
    assert "environment in .venv" in told
    assert "packages (about 1" in told
    assert "check: " in told


def test_takes_torch_from_elsewhere_when_its_index_is_out_of_reach(house: House) -> None:
    told = (house.root / "first.txt").read_text(encoding="utf-8")
    if sys.platform != "darwin":
        assert "PyTorch's own index is out of reach: taking torch==2.13.0" in told
    assert house.stamp()["flavour"] == "cpu"
    assert house.stamp()["wanted"] is None


def test_a_second_start_does_no_work(house: House) -> None:
    before = house.stamp()
    done = house.start("again")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["words"] == ["again"]
    assert house.stamp() == before


def test_a_second_start_is_quick(house: House) -> None:
    def seconds(command: list[str]) -> float:
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, env=house.environment(), cwd=house.root.parent, capture_output=True, check=True)
            taken.append(time.perf_counter() - start)
        return min(taken)

    python = json.loads(house.start("x").stdout)["python"]
    assert seconds(house.command("x")) - seconds([python, "-P", "-m", "app", "x"]) < 1.0


def test_the_exit_code_is_the_program_s(house: House) -> None:
    assert house.start("seven").returncode == 7


@posix
def test_the_starloom_command_works_from_anywhere(house: House) -> None:
    done = subprocess.run([house.root / ".venv" / "bin" / "starloom", "seven", "a b"], cwd=house.root.parent,
                          capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["words"]) == (7, ["seven", "a b"])


def test_asking_for_the_torch_that_is_there_does_no_work(house: House) -> None:
    assert house.start("--torch", "cpu", "x").stderr == ""


def test_help_is_said_before_the_program_s_own(house: House) -> None:
    done = house.start("--help")
    assert done.stdout.startswith("Sets Starloom up in .venv")
    assert '"words": ["--help"]' in done.stdout


def test_help_sets_nothing_up(tmp_path: Path) -> None:
    house = build(tmp_path)
    done = house.start("--help")
    assert done.returncode == 0
    assert "not set up yet" in done.stdout
    assert not (house.root / ".venv").exists()


def test_wrong_words_cost_nothing(tmp_path: Path) -> None:
    house = build(tmp_path)
    done = house.start("--torch", "gpu", "film")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--torch takes cpu or cuda, not 'gpu'")
    assert not (house.root / ".venv").exists()


def test_a_failing_step_names_itself_the_reason_and_the_remedy(house: House) -> None:
    lock = house.root / "packaging" / "requirements.lock"
    good = lock.read_text(encoding="utf-8")
    try:
        lock.write_text(good + "starless==9.9\n", encoding="utf-8")
        done = house.start("x")
    finally:
        lock.write_text(good, encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Starloom's set-up stopped at: packages" in done.stderr
    assert "starless==9.9" in done.stderr.partition("reason:")[2]
    assert "start again" in done.stderr.partition("remedy:")[2]
    assert house.start("x").stderr == "", "what was whole before stays whole"


def test_a_library_that_does_not_load_is_told(house: House) -> None:
    lock = house.root / "packaging" / "requirements.lock"
    good = lock.read_text(encoding="utf-8")
    found = next((house.root / ".venv").rglob("cv2.py"))
    try:
        found.write_text("raise ImportError('libGL.so.1: cannot open shared object file')", encoding="utf-8")
        lock.write_text(good + "# changed\n", encoding="utf-8")
        done = house.start("x")
    finally:
        found.write_text("", encoding="utf-8")
        lock.write_text(good, encoding="utf-8")
    assert done.returncode == 1
    assert "stopped at: check" in done.stderr
    assert "libGL.so.1" in done.stderr


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    house = build(tmp_path)
    (house.root / ".venv").write_text("in the way", encoding="utf-8")
    done = house.start("x")
    assert done.returncode == 1
    assert "stopped at: files" in done.stderr
    assert ".venv" in done.stderr
    assert (house.root / ".venv").read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize("name", SCRIPTS)
def test_old_pythons_get_as_far_as_the_message(name: str) -> None:
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("name", SCRIPTS)
def test_needs_the_standard_library_alone(name: str) -> None:
    imported = set()
    for node in ast.walk(ast.parse((PACKAGING / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - {"machine", "system"} <= set(sys.stdlib_module_names)
