"""What a browser's cookies are called, and which of them are believed."""

import pytest

from foodapp.accounts import cookies
from foodapp.accounts.actors import Cookies
from foodapp.kit.settings import Settings


@pytest.fixture
def over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    secure = Settings(mode="demo", public_url="https://eat.example")
    monkeypatch.setattr(cookies, "settings", lambda: secure)


def test_over_tls_a_cookie_is_bound_to_its_very_host(over_tls: None) -> None:
    header = cookies.written(cookies.SIGN_IN, "t0k3n", 60)
    assert header.startswith("__Host-sid=t0k3n;")
    parts = {part.strip().lower() for part in header.split(";")[1:]}
    assert {"secure", "httponly", "path=/", "samesite=lax", "max-age=60"} <= parts
    assert not any(part.startswith("domain") for part in parts)


def test_a_cookie_that_a_neighbouring_host_planted_says_nothing(over_tls: None) -> None:
    planted = "sid=theirs; visitor=theirs"
    assert cookies.cookies_of(planted) == Cookies()
    own = cookies.cookies_of(f"{planted}; __Host-sid=mine; __Host-visitor=v")
    assert own == Cookies(sid="mine", visitor="v")


def test_without_tls_the_plain_names_serve_since_browsers_refuse_the_others() -> None:
    assert cookies.written(cookies.VISITOR, "v", 60).startswith("visitor=v;")
    assert cookies.cookies_of("sid=a; visitor=b") == Cookies(sid="a", visitor="b")


@pytest.mark.parametrize("header", ["", "sid", "sid=a; visitor=b\0", "\x7f=;;;", "=;=;=", "é=ü"])
def test_a_header_of_nonsense_is_nobody(header: str) -> None:
    assert cookies.cookies_of(header).sid in ("", "a")
