"""The notebook runs from top to bottom against the service and draws its three plots."""

import base64
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="pip install -e '.[notebook]'")
nbclient = pytest.importorskip("nbclient", reason="pip install -e '.[notebook]'")
for needed in ("ipykernel", "pandas", "matplotlib"):
    pytest.importorskip(needed, reason="pip install -e '.[notebook]'")

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "examples" / "notebook" / "articles.ipynb"


@pytest.fixture(scope="module")
def executed(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> "nbformat.NotebookNode":
    """The notebook after it has run, with outputs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_URL", service_url)
        patch.setenv("PYTHONPATH", str(ROOT / "clients" / "python" / "src"))
        patch.setenv("MPLCONFIGDIR", str(tmp_path_factory.mktemp("matplotlib")))
        notebook = nbformat.read(NOTEBOOK, as_version=4)
        place = {"metadata": {"path": NOTEBOOK.parent}}
        return nbclient.NotebookClient(notebook, timeout=120, resources=place).execute()


def outputs(notebook: "nbformat.NotebookNode", kind: str) -> list[str]:
    return [
        output["data"][kind]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if kind in output.get("data", {})
    ]


def test_it_is_kept_without_outputs() -> None:
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert not [cell for cell in cells if cell.outputs or cell.execution_count]


def test_it_draws_three_plots(executed: "nbformat.NotebookNode") -> None:
    images = [base64.b64decode(image) for image in outputs(executed, "image/png")]
    assert len(images) == 3
    for image in images:
        width, height = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
        assert width > 500
        assert height > 200


def test_its_table_has_the_meetings_of_the_articles(executed: "nbformat.NotebookNode") -> None:
    table = outputs(executed, "text/html")[0]
    for day, place in (("2026-05-14", "Hanoi"), ("2026-05-20", "Nairobi"), ("2026-06-02", "Lisbon")):
        assert day in table
        assert place in table
