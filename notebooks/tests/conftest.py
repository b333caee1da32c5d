from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from laptop import NOTEBOOKS, local_endpoint, make_example, write_settings

SECONDS_PER_NOTEBOOK = 60

RunNotebook = Callable[[str, str], "Outcome"]


class Outcome:
    """What a notebook left: the value of the expression asked for, and its charts as PNG."""

    def __init__(self, notebook: nbformat.NotebookNode) -> None:
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        self.charts = [output for output in outputs if "image/png" in output.get("data", {})]
        self.value: Any = eval(outputs[-1]["data"]["text/plain"], {"nan": float("nan")})


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the notebooks find it: they themselves, settings, and a small simulated organisation."""
    folder = tmp_path_factory.mktemp("notebooks")
    write_settings(make_example(folder, hours=120, rate=300), folder)
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(notebook, folder)
    return folder


@pytest.fixture(scope="session")
def run_notebook(workplace: Path) -> Iterator[RunNotebook]:
    def run(name: str, expression: str) -> Outcome:
        notebook = nbformat.read(workplace / name, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(expression))
        NotebookClient(
            notebook, timeout=SECONDS_PER_NOTEBOOK, resources={"metadata": {"path": str(workplace)}}
        ).execute()
        return Outcome(notebook)

    with local_endpoint() as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.delenv("AWS_PROFILE", raising=False)
        yield run
