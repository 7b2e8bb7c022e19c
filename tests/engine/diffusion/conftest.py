"""One core, a cache of the tests' own, and each tiny model built once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.diffusion.tiny import TinyModels


@pytest.fixture(scope="session")
def _small_machine() -> None:
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory, _small_machine: None) -> TinyModels:
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    return TinyModels(tmp_path_factory.mktemp("模型 models"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    yield
