"""What is not there is no page, and what is there comes in the smallest form that is taken: the end
of every answer, at files of nothing."""

import gzip
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from foodapp.ui.documents import Documents, smallest_form


@pytest.fixture
def site(tmp_path: Path) -> TestClient:
    (tmp_path / "404.html").write_text("<h1>There is nothing here</h1>")
    (tmp_path / "index.html").write_text("<h1>Start</h1>")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a-1.js").write_text("1")

    async def gone(request: object) -> JSONResponse:
        return JSONResponse({"error": "No such picture."}, status_code=404)

    files = Mount("/", StaticFiles(directory=tmp_path, html=True))
    return TestClient(Documents(Starlette(routes=[Route("/pictures/{name}", gone), files])))


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/gone-1.js", "/assets/gone-1.css", "/assets/x", "/assets/deep/er/y.JS"),
        *("/gone.woff2", "/gone.svg", "/screens/gone.webp", "/favicon-9.ico", "/gone.js?v=2"),
        "/pictures/gone.avif",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_missing_file_is_neither_a_page_nor_kept(site, path, method) -> None:
    answer = site.request(method, path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 404
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert "<h1>" not in answer.text


def test_a_missing_page_is_a_page(site) -> None:
    answer = site.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "content-security-policy" in answer.headers


def test_pages_are_asked_for_anew_and_hashed_files_never(site) -> None:
    site.cookies.set("visitor", "somebody")
    assert site.get("/").headers["cache-control"] == "no-cache"
    assert "immutable" in site.get("/assets/a-1.js").headers["cache-control"]


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip; q=0", ""),
        ("GZIP;q=0.5", "gzip"),
        ("identity", ""),
        ("vibrant", ""),
        ("", ""),
    ],
)
def test_a_page_comes_in_the_smallest_form_that_is_taken(site, accepted, form) -> None:
    assert smallest_form(accepted) == form
    with site.stream("GET", "/", headers={"accept-encoding": accepted}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding", "") == form
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(body)
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[form](body)
    assert unpacked == b"<h1>Start</h1>"
