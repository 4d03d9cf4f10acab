import pytest
from starlette.testclient import TestClient

from foodapp.kit.settings import Settings
from foodapp.ui import http


def test_a_persona_served_alone_leads_to_its_own_first_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http, "settings", lambda: Settings(persona="rider"))
    answer = TestClient(http.routes()).get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/rider")


def test_the_storefront_is_at_the_root_otherwise() -> None:
    assert TestClient(http.routes()).get("/", follow_redirects=False).status_code == 404
