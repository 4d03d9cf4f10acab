"""deploy/nginx in front of the real web program: nginx's own check, then as a browser sees it."""

import json
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from playwright.sync_api import Browser, expect

from foodapp.launcher import ports
from tests.fixtures.site import ROOT, Site, watch_for_trouble

UNPACKED = ROOT / ".data/nginx/usr/sbin"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:{UNPACKED}")
pytestmark = pytest.mark.skipif(
    NGINX is None, reason="no nginx here and none could be had (see scripts/nginx)"
)


def render(home: Path, **edge: str) -> None:
    """As the image does at its start: ${EDGE_...} from the environment, nothing else."""
    (home / "conf.d").mkdir()
    for template in (ROOT / "deploy/nginx/templates").glob("*.template"):
        text = re.sub(r"\$\{(EDGE_\w+)\}", lambda found: edge[found[1]], template.read_text())
        (home / "conf.d" / template.stem).write_text(text)
    # The container has /tmp to itself; here others have one too.
    main = (ROOT / "deploy/nginx/nginx.conf").read_text().replace("/tmp/", f"{home}/")
    (home / "nginx.conf").write_text(main)
    subprocess.run(["sh", ROOT / "deploy/self-signed", "localhost", home / "tls"], check=True)


def command(home: Path, *words: str) -> list[str]:
    user = "user root; " if os.geteuid() == 0 else ""
    return [
        str(NGINX),
        "-c",
        str(home / "nginx.conf"),
        "-p",
        str(home),
        *words,
        "-g",
        user + "daemon off;",
    ]


@pytest.fixture(scope="module")
def edge(
    built: None, migrated: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SimpleNamespace]:
    home = tmp_path_factory.mktemp("nginx")
    migrated.postgres.create_database("foodapp_edge", template="foodapp_template")
    port = ports.first_free(18900)
    plain, tls = ports.first_free(port + 1), ports.first_free(port + 50)
    url = f"https://localhost:{tls}"
    environment = {
        **os.environ,
        "DATABASE_URL": migrated.postgres.url("foodapp_edge"),
        "FOODAPP_PORT": str(port),
        "FOODAPP_PUBLIC_URL": url,
        "FOODAPP_TRUSTED_PROXY_HOPS": "1",
        "FOODAPP_WEB_WORKERS": "1",
    }
    site = Site(environment, port, home / "site.log")
    here = f"127.0.0.1:{port}"
    nobody = f"127.0.0.1:{ports.first_free(port + 100)}"
    render(
        home,
        EDGE_DOMAIN="localhost",
        EDGE_HTTP=f"127.0.0.1:{plain}",
        EDGE_HTTPS=f"127.0.0.1:{tls}",
        EDGE_RESOLVER="127.0.0.1",
        EDGE_CUSTOMER=here,
        EDGE_RESTAURANT=here,
        EDGE_RIDER=here,
        EDGE_ADMIN=nobody,
    )
    checked = subprocess.run(command(home, "-t"), capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    site.start()
    with (home / "out").open("wb") as out, (home / "errors").open("wb") as errors:
        nginx = subprocess.Popen(command(home), stdout=out, stderr=errors)
    trust = ssl.create_default_context(cafile=str(home / "tls/fullchain.pem"))
    try:
        with httpx.Client(base_url=url, verify=trust) as client:
            wait_for(client)
            yield SimpleNamespace(
                client=client, url=url, plain=plain, tls=tls, home=home, trust=trust
            )
    finally:
        nginx.terminate()
        nginx.wait(60)
        site.stop()


def wait_for(client: httpx.Client) -> None:
    give_up = time.monotonic() + 60
    while True:
        try:
            client.get("/api/health")
        except httpx.ConnectError:
            assert time.monotonic() < give_up, "nginx did not come up"
            time.sleep(0.05)
        else:
            return


def wait_for_line(edge: SimpleNamespace, said: dict[str, object], patience_s: float = 60) -> None:
    give_up = time.monotonic() + patience_s
    while not any(said.items() <= line.items() for line in log_of(edge)):
        assert time.monotonic() < give_up, f"nginx did not log {said}: {log_of(edge)}"
        time.sleep(0.05)


def log_of(edge: SimpleNamespace) -> list[dict[str, object]]:
    return [json.loads(line) for line in (edge.home / "out").read_text().splitlines()]


def test_the_socket_is_upgraded_and_the_page_is_alive(
    edge: SimpleNamespace, browser: Browser
) -> None:
    context = browser.new_context(base_url=edge.url, ignore_https_errors=True)
    page = context.new_page()
    troubles = watch_for_trouble(page, edge.url)
    page.goto("/status")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    refused = [one for one in troubles if "Content Security Policy" in one or "wss" in one]
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    context.close()
    assert refused == []
    assert cookies["__Host-visitor"]["secure"]
    upgraded = {"path": "/_event/", "status": 101}
    wait_for_line(edge, upgraded)  # nginx writes it when the socket has ended


def test_plain_http_is_sent_to_tls(edge: SimpleNamespace) -> None:
    answer = httpx.get(f"http://localhost:{edge.plain}/r/nonna?item=7")
    assert answer.status_code == 308
    assert answer.headers["location"] == "https://localhost/r/nonna?item=7"


def test_a_name_that_is_not_ours_gets_nothing(edge: SimpleNamespace) -> None:
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{edge.plain}/", headers={"host": "evil.example"})
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"https://127.0.0.1:{edge.tls}/", verify=edge.trust)


def test_the_pages_headers_come_through_once(edge: SimpleNamespace) -> None:
    answer = edge.client.get("/")
    assert answer.http_version in ("HTTP/1.1", "HTTP/2")
    for name in ("content-security-policy", "strict-transport-security", "x-content-type-options"):
        assert len(answer.headers.get_list(name)) == 1, name
    policy = answer.headers["content-security-policy"]
    assert "'sha256-" in policy
    assert "unsafe-eval" not in policy
    assert "nginx/" not in answer.headers.get("server", "")


def test_a_persona_that_is_down_is_told_in_one_sentence(edge: SimpleNamespace) -> None:
    answer = edge.client.get("/admin", headers={"host": "admin.localhost"})
    assert answer.status_code == 503
    assert "back in a moment" in answer.text
    assert answer.headers["retry-after"] == "10"
    restaurant = edge.client.get("/api/health", headers={"host": "restaurant.localhost"})
    assert restaurant.status_code == 200


def test_what_a_client_claims_about_its_address_is_not_believed(edge: SimpleNamespace) -> None:
    """Counted as one address, however often it renames itself; and then nginx stops it."""

    def try_in(count: int) -> httpx.Response:
        return edge.client.post(
            "/api/auth/sign-in",
            json={"email": f"nobody{count}@example.org", "password": "x", "persona": "customer"},
            headers={"x-forwarded-for": f"10.0.0.{count}", "origin": edge.url},
        )

    with ThreadPoolExecutor(10) as many:
        answers = list(many.map(try_in, range(70)))
    refused = [one for one in answers if "Too many attempts" in one.text]
    assert {one.status_code for one in refused} == {429}
    stopped = [one for one in refused if "retry-after" in one.headers]  # by nginx, not the program
    assert 0 < len(stopped) < len(refused)
    assert {one.headers["retry-after"] for one in stopped} == {"60"}
    assert stopped[-1].json() == {"error": "Too many attempts. Please wait a minute and try again."}
    assert edge.client.get("/api/health").status_code == 200


def test_the_log_has_no_query_no_address_and_no_cookie(edge: SimpleNamespace) -> None:
    edge.client.get("/search?q=hidden-street-7", headers={"cookie": "sid=hidden-cookie"})
    edge.client.get("/admin?q=hidden-street-7", headers={"host": "admin.localhost"})
    found = [line for line in log_of(edge) if line["path"] == "/search"]
    assert found[-1]["network"] == "127.0.0.0"
    assert found[-1]["request_id"]
    for file in ("out", "errors"):
        text = (edge.home / file).read_text()
        assert "hidden" not in text
        assert "token=" not in text
        if file == "errors":
            assert "127.0.0.1" not in text
        for line in log_of(edge):
            assert "127.0.0.1" not in json.dumps({**line, "asked": ""}), "of our own programs only"
