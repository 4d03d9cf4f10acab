"""The pictures that come with the platform, as browsers and mail programs are handed them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from foodapp.api import pictures
from foodapp.pictures import showing
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.ui.documents import Documents
from foodapp.ui.http import routes

NAME = "diavola.1a2b3c4d"
SCENE = Shown("cuisine", file="scene/no-orders.1a2b3c4d", widths=[320, 640])


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """On a set of one dish."""
    dish = tmp_path / "dish"
    dish.mkdir()
    for form in ("avif", "webp"):
        Image.new("RGB", (160, 120), "orange").save(dish / f"{NAME}.160.{form}")
    (tmp_path / "dish" / "notes.txt").write_text("not for everybody")
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    return TestClient(Documents(routes()), base_url="http://localhost:8000", follow_redirects=False)


@pytest.mark.parametrize("form", ["avif", "webp"])
def test_a_picture_is_kept_for_ever_under_its_name(browser: TestClient, form: str) -> None:
    shown = browser.get(f"/assets/pictures/dish/{NAME}.160.{form}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, f"image/{form}")
    assert "immutable" in shown.headers["cache-control"]


def test_one_that_is_not_there_yet_is_asked_for_again(browser: TestClient) -> None:
    gone = browser.get("/assets/pictures/dish/diavola.00000000.160.avif")
    assert gone.status_code == 404
    assert "immutable" not in gone.headers["cache-control"]


def test_a_mail_program_gets_a_jpeg(browser: TestClient) -> None:
    shown = browser.get(f"/assets/pictures/dish/{NAME}.160.jpg")
    assert shown.headers["content-type"] == "image/jpeg"
    with Image.open(BytesIO(shown.content), formats=["JPEG"]) as picture:
        assert picture.size == (160, 120)
    assert browser.get("/assets/pictures/dish/diavola.00000000.160.jpg").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "dish/notes.txt",
        "dish/..%2f..%2fmanifest.json",
        "..%2fdish/" + NAME + ".160.avif",
        "secret/" + NAME + ".160.avif",
        f"dish/{NAME}.160.svg",
        f"dish/{'a' * 9_000}.1a2b3c4d.160.avif",
        "dish/%00.1a2b3c4d.160.webp",
    ],
    ids=["another file", "up", "up by kind", "kind", "format", "long", "nul"],
)
def test_nothing_else_is_handed_out(browser: TestClient, path: str) -> None:
    assert browser.get(f"/assets/pictures/{path}").status_code == 404


def test_an_empty_page_finds_its_still_life_in_a_format_that_the_browser_knows(
    world, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "scene", lambda session, key: SCENE)
    known = browser.get("/scenes/no-orders", headers={"accept": "image/avif,*/*"})
    old = browser.get("/scenes/no-orders", headers={"accept": "image/webp,*/*"})
    assert known.headers["location"].endswith(".640.avif")
    assert old.headers["location"].endswith(".640.webp")
    assert "Accept" in known.headers["vary"]


@pytest.mark.parametrize("key", ["no-such-scene", "..%2f..%2fx", "x" * 5_000])
def test_where_there_is_no_still_life_nothing_is_wrong(
    world, browser: TestClient, key: str
) -> None:
    answer = browser.get(f"/scenes/{key}")
    assert (answer.status_code, answer.content) in [(204, b""), (404, answer.content)]
    assert showing.address(NEUTRAL) == ""


def test_every_picture_of_the_set_is_handed_out_under_its_name() -> None:
    """A name that the studio writes and the route does not know would be a hole in a page."""
    kept = sorted(
        path.relative_to(pictures.FOLDER)
        for path in pictures.FOLDER.rglob("*.*")
        if path.suffix in (".avif", ".webp", ".jpg")
    )
    assert len(kept) > 100
    assert [str(path) for path in kept if not pictures.NAME.fullmatch(path.name)] == []
