"""What would be done on machines of every kind: the tables that bootstrap.py goes by."""

from __future__ import annotations

import machine
import pytest
from machine import Gpu, Request, UsageError

INDEX = "https://download.pytorch.org/whl/"
HOPPER = Gpu((580, 65), (9, 0))
PASCAL = Gpu((580, 65), (6, 1))


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ([], Request("run", (), None)),
        (["film", "qixi"], Request("run", ("film", "qixi"), None)),
        (["--torch", "cpu", "film"], Request("run", ("film",), "cpu")),
        (["--torch=cuda"], Request("run", (), "cuda")),
        (["test", "-x", "tests/app"], Request("test", ("-x", "tests/app"), None)),
        (["--torch", "cpu", "test"], Request("test", machine.WHOLE_SUITE, "cpu")),
        (["film", "test"], Request("run", ("film", "test"), None)),
        (["film", "--torch", "x"], Request("run", ("film", "--torch", "x"), None)),
        (["--help"], Request("run", ("--help",), None, help=True)),
        (["film", "--help"], Request("run", ("film", "--help"), None)),
    ],
)
def test_words(words: list[str], request_: Request) -> None:
    assert machine.parse_words(words) == request_


@pytest.mark.parametrize("words", [["--torch"], ["--torch", "gpu"], ["--torch="], ["--torch", "film", "qixi"]])
def test_torch_takes_cpu_or_cuda(words: list[str]) -> None:
    with pytest.raises(UsageError, match="--torch takes cpu or cuda"):
        machine.parse_words(words)


@pytest.mark.parametrize(
    ("name", "normal"),
    [("AMD64", "x86_64"), ("x86_64", "x86_64"), ("aarch64", "arm64"), ("arm64", "arm64"), ("ARM64", "arm64"),
     ("riscv64", "riscv64")],
)
def test_architecture(name: str, normal: str) -> None:
    assert machine.normal_architecture(name) == normal


def test_pythons_that_will_do() -> None:
    assert [minor for minor in range(6, 18) if machine.python_problem((3, minor)) is None] == [11, 12, 13, 14]
    assert machine.python_problem((3, 9)) == "this is Python 3.9; Starloom runs on Python 3.11 to 3.14"


@pytest.mark.parametrize(
    ("system", "architecture", "good"),
    [
        ("Linux", "x86_64", True),
        ("Linux", "arm64", True),
        ("Darwin", "arm64", True),
        ("Darwin", "x86_64", True),
        ("Windows", "x86_64", True),
        ("Windows", "arm64", False),
        ("Linux", "riscv64", False),
        ("FreeBSD", "x86_64", False),
    ],
)
def test_platforms(system: str, architecture: str, good: bool) -> None:
    assert (machine.platform_problem(system, architecture) is None) == good


def test_places_in_the_environment() -> None:
    assert machine.venv_python("Windows") == ("Scripts", "python.exe")
    assert machine.venv_python("Darwin") == machine.venv_python("Linux") == ("bin", "python")


def test_launcher_of_windows_finds_python_beside_itself() -> None:
    assert machine.launcher("Windows", r"C:\织 星\.venv\Scripts\python.exe") == (
        ("Scripts", "starloom.cmd"), '@"%~dp0python.exe" -P -m app %*\r\n')


def test_launcher_of_posix_quotes_its_python() -> None:
    parts, text = machine.launcher("Linux", "/home/o'neil/织 星/.venv/bin/python")
    assert parts == ("bin", "starloom")
    assert text == "#!/bin/sh\nexec '/home/o'\"'\"'neil/织 星/.venv/bin/python' -P -m app \"$@\"\n"


@pytest.mark.parametrize(
    ("text", "gpus"),
    [
        ("580.65.06, 9.0\n", [Gpu((580, 65), (9, 0))]),
        ("552.44, 8.9\r\n552.44, 6.1\r\n", [Gpu((552, 44), (8, 9)), Gpu((552, 44), (6, 1))]),
        ("390.157\n", [Gpu((390, 157), (0, 0))]),
        ("No devices were found\n", []),
        ("", []),
    ],
)
def test_answer_of_nvidia_smi(text: str, gpus: list[Gpu]) -> None:
    assert machine.parse_nvidia_smi(text) == gpus


def test_places_of_nvidia_smi() -> None:
    assert machine.nvidia_smi_places("Windows", r"D:\Windows", r"C:\Program Files") == [
        r"D:\Windows\System32\nvidia-smi.exe", r"C:\Program Files\NVIDIA Corporation\NVSMI\nvidia-smi.exe"]
    assert "/usr/lib/wsl/lib/nvidia-smi" in machine.nvidia_smi_places("Linux", "", "")
    assert machine.nvidia_smi_places("Darwin", "", "") == []


@pytest.mark.parametrize(
    ("gpus", "build"),
    [
        ([], "cu130"),
        ([HOPPER], "cu130"),
        ([PASCAL], "cu126"),
        ([HOPPER, PASCAL], "cu126"),
        ([Gpu((550, 54), (8, 6))], "cu126"),
        ([Gpu((570, 0), (12, 0))], "cu130"),
        ([Gpu((0, 0), (0, 0))], "cu130"),
    ],
)
def test_cuda_of_the_build(gpus: list[Gpu], build: str) -> None:
    assert machine.cuda_build(gpus) == build


@pytest.mark.parametrize(
    ("system", "processor", "wanted", "gpus", "flavour", "requirement", "index"),
    [
        ("Linux", "x86_64", None, [], "cpu", "torch==2.13.0+cpu", INDEX + "cpu"),
        ("Linux", "x86_64", None, [HOPPER], "cuda", "torch==2.13.0+cu130", INDEX + "cu130"),
        ("Linux", "x86_64", None, [PASCAL], "cuda", "torch==2.13.0+cu126", INDEX + "cu126"),
        ("Linux", "x86_64", "cpu", [HOPPER], "cpu", "torch==2.13.0+cpu", INDEX + "cpu"),
        ("Linux", "x86_64", "cuda", [], "cuda", "torch==2.13.0+cu130", INDEX + "cu130"),
        ("Linux", "arm64", None, [], "cpu", "torch==2.13.0+cpu", INDEX + "cpu"),
        ("Linux", "arm64", None, [HOPPER], "cuda", "torch==2.13.0+cu130", INDEX + "cu130"),
        ("Windows", "x86_64", None, [], "cpu", "torch==2.13.0+cpu", INDEX + "cpu"),
        ("Windows", "x86_64", None, [HOPPER], "cuda", "torch==2.13.0+cu130", INDEX + "cu130"),
        ("Windows", "x86_64", None, [Gpu((390, 0), (0, 0))], "cpu", "torch==2.13.0+cpu", INDEX + "cpu"),
        ("Darwin", "arm64", None, [], "cpu", "torch==2.13.0", None),
        ("Darwin", "arm64", "cuda", [], "cpu", "torch==2.13.0", None),
    ],
)
def test_torch(
    system: str, processor: str, wanted: str | None, gpus: list[Gpu], flavour: str, requirement: str, index: str | None
) -> None:
    plan = machine.plan_torch(system, processor, "2.13.0", wanted, gpus)
    assert plan is not None
    assert (plan.flavour, plan.requirement, plan.index) == (flavour, requirement, index)
    assert plan.fallback == "torch==2.13.0"
    assert plan.lock == (system == "Linux" and requirement.endswith("cu130"))


@pytest.mark.parametrize(
    ("system", "architecture"),
    [("Darwin", "x86_64"), ("Windows", "arm64"), ("FreeBSD", "x86_64"), ("Linux", "riscv64")],
)
def test_platforms_without_torch(system: str, architecture: str) -> None:
    assert machine.plan_torch(system, architecture, "2.13.0", "cpu", []) is None


@pytest.mark.parametrize(
    ("wanted", "gpus", "said"),
    [
        (None, [Gpu((390, 157), (0, 0))], "the NVIDIA driver 390 is too old"),
        (None, [Gpu((570, 0), (12, 0))], "needs an NVIDIA driver of the 580 series"),
        (None, [HOPPER], ""),
        ("cuda", [], ""),
    ],
)
def test_what_is_said_about_drivers(wanted: str | None, gpus: list[Gpu], said: str) -> None:
    plan = machine.plan_torch("Linux", "x86_64", "2.13.0", wanted, gpus)
    assert plan is not None
    assert said in plan.note
    assert bool(said) == bool(plan.note)


@pytest.mark.parametrize(
    ("version", "has_cuda", "flavour"),
    [("2.13.0+cpu", False, "cpu"), ("2.13.0+cu130", True, "cuda"), ("2.13.0", True, "cuda"), ("2.13.0", False, "cpu")],
)
def test_flavour_of_an_installed_torch(version: str, has_cuda: bool, flavour: str) -> None:
    assert machine.flavour_of(version, has_cuda) == flavour


def test_a_film_needs_no_test_programs() -> None:
    def nothing(name: str) -> bool:
        return False

    for_film = machine.missing_parts("run", nothing, nothing)
    for_tests = machine.missing_parts("test", nothing, nothing)
    assert set(for_tests) - set(for_film) == {"Xvfb", "xauth", "openbox", "xdotool"}
    assert {"libEGL.so.1", "libGL.so.1", "libxcb-cursor.so.0", "libpulse.so.0"} <= set(for_film)


def test_a_whole_machine_misses_nothing() -> None:
    assert machine.missing_parts("test", lambda name: True, lambda name: True) == []


def test_packages_of_missing_parts() -> None:
    assert machine.apt_packages(["libGL.so.1", "libxcb-icccm.so.4", "Xvfb"]) == ["libgl1", "libxcb-icccm4", "xvfb"]


def test_apt_runs_only_where_it_may() -> None:
    command = ["apt-get", "install", "x"]
    assert machine.with_rights(command, is_root=True, has_sudo=False) == [
        "env", "DEBIAN_FRONTEND=noninteractive", *command]
    assert machine.with_rights(command, is_root=False, has_sudo=True) == [
        "sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", *command]
    assert machine.with_rights(command, is_root=False, has_sudo=False) is None


@pytest.mark.parametrize(
    ("manager", "is_root", "command"),
    [
        ("apt-get", False, "sudo apt-get install -y libgl1 xvfb"),
        ("apt-get", True, "apt-get install -y libgl1 xvfb"),
        ("dnf", False, "sudo dnf install 'libGL.so.1()(64bit)' /usr/bin/Xvfb"),
        ("zypper", True, "zypper install 'libGL.so.1()(64bit)' /usr/bin/Xvfb"),
        ("", False, "install, with your system's package manager, what provides: libGL.so.1, Xvfb"),
    ],
)
def test_the_command_to_type(manager: str, is_root: bool, command: str) -> None:
    assert machine.command_to_type(["libGL.so.1", "Xvfb"], manager, is_root) == command


def test_the_command_to_type_is_one_for_all() -> None:
    command = machine.command_to_type(["Xvfb"], "apt-get", False, ["python3.11-venv"])
    assert command == "sudo apt-get install -y xvfb python3.11-venv"


def test_package_of_the_venv_module() -> None:
    assert machine.venv_package((3, 11)) == "python3.11-venv"
