"""The mark and the scripts: what lies in the repository is what a browser is given."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reflex.page import DECORATED_PAGES
from starlette.applications import Starlette
from starlette.testclient import TestClient

from foodapp.kit.personas import PERSONAS
from foodapp.kit.settings import settings
from foodapp.ui import app_icons, http, live, manifests, pwa, scripts
from foodapp.ui.plugin import BuildPlugin
from tests.fixtures import screens


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=pwa.ROUTES))


def test_the_mark_is_served_as_it_is_drawn(browser) -> None:
    answer = browser.get("/icon.svg")
    assert answer.text == app_icons.MARK.read_text()
    assert answer.headers["content-type"].startswith("image/svg+xml")


def test_the_mark_has_the_accent_of_the_operator(browser, monkeypatch) -> None:
    monkeypatch.setattr(app_icons.theme, "accent", lambda: "#123456")
    assert 'fill="#123456"' in browser.get("/icon.svg").text


def test_the_scripts_beside_their_modules_are_part_of_the_build_and_leave_nothing_in_assets() -> (
    None
):
    made = dict(BuildPlugin().get_static_assets())
    ours = Path(live.__file__).with_name("live.jsx")
    assert made[Path("public/external/foodapp/ui/live/live.jsx")] == ours.read_text()
    assert not Path("assets/external").exists()


def test_a_script_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.jsx"):
        scripts.script("nowhere.jsx")


def test_each_kind_of_people_has_an_app_of_its_own(browser) -> None:
    told = {one: browser.get(manifests.address(one)).json() for one in PERSONAS}
    assert [told[one]["start_url"] for one in PERSONAS] == ["/", "/restaurant", "/rider", "/admin"]
    assert (
        len({one["id"] for one in told.values()})
        == len({one["name"] for one in told.values()})
        == 4
    )
    for one in told.values():
        assert one["start_url"].startswith(one["scope"])
        assert one["shortcuts"]
        assert all(to["url"].startswith(one["scope"]) for to in one["shortcuts"])
    assert browser.get("/manifest.webmanifest").json() == told["customer"]


def test_who_is_served_alone_has_the_whole_site(browser, monkeypatch) -> None:
    alone = settings().model_copy(update={"persona": "rider"})
    monkeypatch.setattr(manifests, "settings", lambda: alone)
    told = browser.get("/manifest.webmanifest").json()
    assert (told["id"], told["scope"], told["start_url"]) == ("/", "/", "/rider")


@pytest.mark.parametrize("name", ["nobody", "..", "rider%00", "all"])
def test_nobody_else_has_one(name) -> None:
    site = TestClient(http.routes(), base_url="http://localhost:8000")
    assert site.get(f"/manifest-{name}.webmanifest").status_code == 404


def test_shortcuts_lead_to_pages_that_are_there() -> None:
    assert screens.program.app
    routes = {said["route"] for pages in DECORATED_PAGES.values() for _, said in pages}
    for one in PERSONAS:
        for to in manifests.content(one)["shortcuts"]:
            assert to["url"] in routes


def test_icons_to_be_cut_are_apart_from_those_that_are_not(browser) -> None:
    drawn = manifests.icons()
    assert {one["purpose"] for one in drawn} == {"any", "maskable", "monochrome"}
    assert len({one["src"] for one in drawn}) == len(drawn)
    for one in drawn:
        picture = Image.open(BytesIO(browser.get(one["src"]).content)).convert("RGBA")
        assert f"{picture.width}x{picture.height}" == one["sizes"]
        corner = picture.getpixel((0, 0))[3]
        assert corner == (255 if one["purpose"] == "maskable" else 0)  # to the edge, or cut


def test_an_address_can_be_shared_with_the_customers_app_alone() -> None:
    assert manifests.content("customer")["share_target"]["params"]["text"] == "address"
    assert all("share_target" not in manifests.content(one) for one in PERSONAS[1:])


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_pictures_of_the_app_are_there_in_their_true_size(browser, persona) -> None:
    shown = manifests.screenshots(persona)
    assert shown
    for one in shown:
        picture = Image.open(BytesIO(browser.get(one["src"]).content))
        assert f"{picture.width}x{picture.height}" == one["sizes"]
        form = "narrow" if picture.width < picture.height else "wide"
        assert (one["form_factor"], one["type"]) == (form, f"image/{picture.format.lower()}")


@pytest.mark.parametrize("name", ["gone.webp", "..%2f..%2frxconfig.py", ""])
def test_no_other_file_is_given_away(name) -> None:
    site = TestClient(http.routes(), base_url="http://localhost:8000")
    assert site.get(f"/screens/{name}").status_code == 404


def test_the_worker_is_another_one_when_anything_in_it_changes(browser, monkeypatch) -> None:
    def version() -> str:
        about = re.match(r"const APP = (.*);", browser.get("/sw.js").text)
        assert about is not None
        return str(json.loads(about[1])["version"])

    before = version()
    assert version() == before
    monkeypatch.setattr(pwa, "shell", lambda: ["/assets/new-1.js"])
    with_other_files = version()
    other = settings().model_copy(update={"brand_name": "Other"})
    monkeypatch.setattr(pwa, "settings", lambda: other)  # it stands in the page without a network
    assert len({before, with_other_files, version()}) == 3


def test_what_a_page_begins_with_is_read_from_the_build(tmp_path, monkeypatch) -> None:
    client = tmp_path / "build" / "client"
    (client / "r" / "__template__").mkdir(parents=True)
    (client / "index.html").write_text('<link href="/assets/a-1.css"><script src="/assets/b-2.js">')
    (client / "r/__template__/index.html").write_text('import "/assets/b-2.js"; "/assets/c-3.js"')
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    pwa.shell.cache_clear()
    found = pwa.shell()
    pwa.shell.cache_clear()
    assert found[:3] == ["/assets/a-1.css", "/assets/b-2.js", "/assets/c-3.js"]
    assert found[3].endswith(".woff2")


def test_without_a_build_there_is_a_worker_all_the_same(browser, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    pwa.shell.cache_clear()
    assert pwa.shell() == []
    pwa.shell.cache_clear()


def test_the_queue_is_one_text_for_screens_worker_and_the_page_without_a_network(browser) -> None:
    text = pwa.queue()
    assert "export" not in text
    assert "sendAll" in text.rpartition("return")[2]
    for path in ("/sw.js", "/offline.js"):
        assert text in browser.get(path).text


@pytest.mark.parametrize("path", ["/preset.js", "/installed.js", "/sw.js", "/offline.js"])
def test_scripts_come_zipped_to_who_can_read_that(browser, path) -> None:
    zipped = browser.get(path, headers={"accept-encoding": "gzip, br"})
    plain = browser.get(path, headers={"accept-encoding": "identity"})
    assert (zipped.headers["content-encoding"], "content-encoding" in plain.headers) == (
        "br",
        False,
    )
    assert zipped.text == plain.text
    assert 2 * int(zipped.headers["content-length"]) < int(plain.headers["content-length"])
    assert zipped.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
