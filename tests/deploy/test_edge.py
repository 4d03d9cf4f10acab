"""deploy/nginx before programs that die, answer slowly or are asked by a crowd: the real nginx, two
plain servers behind one name, and the name server that knows both."""

import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from foodapp.launcher import ports
from tests.deploy.test_nginx import NGINX, ROOT, command, log_of, render, wait_for

pytestmark = pytest.mark.skipif(
    NGINX is None, reason="no nginx here and none could be had (see scripts/nginx)"
)
SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[3], "a") as seen:
            seen.write(f"{self.command} {self.path} {sys.argv[1]}\\n")
        if self.path == "/dies":
            self.connection.close()
            os._exit(1) if self.headers.get("x-really") else self.wfile.close()
            return
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
    do_POST = do_GET
    def log_message(self, *words):
        pass

class Server(ThreadingHTTPServer):
    request_queue_size = 512

Server((sys.argv[1], int(sys.argv[2])), Answer).serve_forever()
"""
BOTH = ("127.0.0.1", "127.0.0.2")


class Names(threading.Thread):
    """Every name stands for both addresses, as a service with two replicas has."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.start()

    def run(self) -> None:
        while True:
            try:
                asked, whom = self.socket.recvfrom(512)
            except OSError:
                return
            end = asked.index(b"\0", 12) + 5
            is_v4 = asked[end - 4 : end - 2] == b"\0\1"
            found = BOTH if is_v4 else ()
            head = asked[:2] + struct.pack(">HHHHH", 0x8180, 1, len(found), 0, 0)
            answers = b"".join(
                b"\xc0\x0c\0\1\0\1" + struct.pack(">IH", 5, 4) + socket.inet_aton(one)
                for one in found
            )
            self.socket.sendto(head + asked[12:end] + answers, whom)


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[SimpleNamespace]:
    names = Names()
    port = ports.first_free(19_300)
    plain, tls = ports.first_free(port + 1), ports.first_free(port + 50)
    seen = tmp_path / "seen"
    programs = [
        subprocess.Popen([sys.executable, "-c", SERVER, host, str(port), str(seen)])
        for host in BOTH
    ]
    for host in BOTH:
        until_it_listens(host, port)
    service = f"customer.test:{port}"
    hosts = dict.fromkeys(("EDGE_CUSTOMER", "EDGE_RESTAURANT", "EDGE_RIDER", "EDGE_ADMIN"), service)
    render(
        tmp_path,
        EDGE_DOMAIN="localhost",
        EDGE_HTTP=f"127.0.0.1:{plain}",
        EDGE_HTTPS=f"127.0.0.1:{tls}",
        EDGE_RESOLVER=f"127.0.0.1:{names.port}",
        **hosts,
    )
    with (tmp_path / "out").open("wb") as out, (tmp_path / "errors").open("wb") as errors:
        nginx = subprocess.Popen(command(tmp_path), stdout=out, stderr=errors)
    trust = ssl.create_default_context(cafile=str(tmp_path / "tls/fullchain.pem"))
    url = f"https://localhost:{tls}"
    with httpx.Client(base_url=url, verify=trust) as client:
        wait_for(client)
        assert client.get("/").status_code == 200
        seen.write_text("")
        yield SimpleNamespace(
            client=client, home=tmp_path, programs=programs, seen=seen, tls=tls, nginx=nginx
        )
    nginx.terminate()
    nginx.wait(60)
    for program in programs:
        program.kill()
        program.wait()
    names.socket.close()


def until_it_listens(host: str, port: int) -> None:
    """Before nginx asks: one that it found shut is passed over for a while."""
    give_up = time.monotonic() + 60
    while True:
        try:
            socket.create_connection((host, port), timeout=5).close()
        except ConnectionRefusedError:
            assert time.monotonic() < give_up
            time.sleep(0.05)
        else:
            return


def test_a_program_that_dies_is_passed_over(edge):
    assert {edge.client.get("/").status_code for _ in range(10)} == {200}
    edge.programs[0].kill()
    edge.programs[0].wait()
    answers = [edge.client.get("/").status_code for _ in range(30)]
    assert answers.count(200) == 30
    assert edge.client.post("/orders", content=b"x").status_code == 200, "nobody had been sent it"


def test_a_page_is_asked_of_the_next_and_an_order_is_not_sent_twice(edge):
    assert edge.client.get("/dies").status_code == 503
    assert edge.client.post("/dies", content=b"order").status_code == 503
    asked = [line.rpartition(" ")[0] for line in edge.seen.read_text().splitlines()]
    assert asked == ["GET /dies", "GET /dies", "POST /dies"]


def test_the_log_says_who_was_asked(edge):
    edge.client.get("/")
    edge.client.get("/dies")
    give_up = time.monotonic() + 60
    while not (found := [line for line in log_of(edge) if line["path"] == "/dies"]):
        assert time.monotonic() < give_up
        time.sleep(0.05)
    assert str(found[-1]["asked"]).count("127.0.0.") == 2
    assert str(found[-1]["program"]).startswith("502, 502")


def test_a_crowd_behind_one_address_reads_and_a_flood_does_not(edge):
    """A hundred people of one mobile network in a moment; then far more than people can read."""
    crowd = [edge.client.get(f"/r/nonna-{count}").status_code for count in range(150)]
    assert set(crowd) == {200}
    assets = [edge.client.get(f"/assets/{count}.js").status_code for count in range(300)]
    assert set(assets) == {200}
    flood = [edge.client.get("/").status_code for _ in range(600)]
    assert 429 in flood
    assert flood.count(200) > 40


def test_a_renewed_certificate_is_served_without_a_pause(edge, monkeypatch):
    environment = {
        "PATH": "/usr/bin:/bin",
        "TLS_FOLDER": str(edge.home / "tls"),
        "TLS_LOOK_EVERY_S": "0.2",
        "NGINX_PID_FILE": str(edge.home / "nginx.pid"),
    }
    before = serial_of(edge)
    looks = subprocess.Popen(
        ["sh", "-c", f". {ROOT / 'deploy/nginx/reload'}; wait"],
        env=environment,
        start_new_session=True,
    )
    try:
        time.sleep(0.5)
        (edge.home / "tls/fullchain.pem").write_text("half written")
        time.sleep(0.6)
        assert serial_of(edge) == before, "what does not fit changes nothing"
        subprocess.run(
            ["sh", ROOT / "deploy/self-signed", "localhost", edge.home / "tls"], check=True
        )
        give_up = time.monotonic() + 60
        while serial_of(edge) == before:
            assert time.monotonic() < give_up, "the old certificate is still served"
            time.sleep(0.1)
    finally:
        subprocess.run(["kill", "--", f"-{looks.pid}"], check=False)
        looks.wait()
    assert edge.nginx.poll() is None


def serial_of(edge: SimpleNamespace) -> str:
    return ssl.get_server_certificate(("localhost", edge.tls))


def test_three_hundred_requests_that_never_end_hold_nobody_up(edge):
    context = ssl._create_unverified_context()  # noqa: S323 - its own certificate
    halves = []
    for count in range(300):
        one = socket.create_connection(("127.0.0.1", edge.tls))
        one = context.wrap_socket(one, server_hostname="localhost")
        part = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
        whole = b"POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nhalf"
        one.sendall(part if count % 2 else whole)
        halves.append(one)
    waits = []
    for _ in range(20):
        began = time.monotonic()
        assert edge.client.get("/").status_code == 200
        waits.append(time.monotonic() - began)
    assert sorted(waits)[10] < 0.5
    assert sorted(waits)[-2] < 3, "on a busy machine; a request that is held up takes 10 s"
    assert "POST" not in edge.seen.read_text(), "the program hears of whole requests alone"
    ends_by = time.monotonic() + 25
    for one in halves:
        one.settimeout(max(0.1, ends_by - time.monotonic()))
        while one.recv(4096):  # an answer that says it took too long, or the end
            pass
        one.close()
