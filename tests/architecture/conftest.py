"""What architecture tests read: the tree of sources, and the one list of storeys."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "binhyen"


def modules() -> Iterator[Path]:
    """Every module of ours but migrations."""
    return (path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def storey_ranks() -> dict[str, int]:
    """Storey → height, neighbours equal, from the contract in pyproject.toml."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "storeys")
    return {name.strip(" ()"): len(layers) - index for index, layer in enumerate(layers) for name in layer.split("|")}
