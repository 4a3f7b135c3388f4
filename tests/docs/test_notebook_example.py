"""`examples/notebook.ipynb` runs from top to bottom, and each of its answers shows itself as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "notebook.ipynb"


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    book = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(book)
    assert [cell for cell in book.cells if cell.get("outputs")] == [], "it is kept without output"
    NotebookClient(book, timeout=None, kernel_name="python3").execute(cwd=str(tmp_path))
    shown = {cell.id: kinds(cell) for cell in book.cells if cell.cell_type == "code"}
    assert "image/png" in shown.pop("plot")
    assert [name for name, found in shown.items() if "text/html" not in found] == ["views"]


def kinds(cell: Any) -> set[str]:
    return {kind for output in cell.outputs for kind in output.get("data", ())}
