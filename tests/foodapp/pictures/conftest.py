import pytest

from foodapp.pictures import switch
from tests.foodapp.pictures import shelf as shelves


@pytest.fixture
def shelf(monkeypatch, tmp_path):
    """Nine made pictures: shelf.toml."""
    shelves.fill(monkeypatch, tmp_path)
    yield tmp_path
    monkeypatch.undo()
    shelves.forget()


@pytest.fixture(autouse=True)
def _switch_is_asked_again():
    switch.forget()
    yield
    switch.forget()
