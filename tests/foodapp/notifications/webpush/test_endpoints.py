"""An endpoint is an address from a stranger: only known push services are called."""

import pytest
from pydantic import ValidationError

from foodapp.kit.settings import whole
from foodapp.notifications.webpush import endpoints, hosts
from tests.fixtures.push_service import PushService

REAL = [
    "https://fcm.googleapis.com/fcm/send/cTx:APA91bH",
    "https://fcm.googleapis.com/wp/cTx:APA91bH",
    "https://fcm.googleapis.com:443/wp/x",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://web.push.apple.com/QGa4",
    "https://wns2-db5p.notify.windows.com/w/?token=BQYAAAC%2fB",
]
FOREIGN = [
    "",
    "fcm.googleapis.com/x",
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com",
    "https://evil.example#.push.apple.com",
    "https://evil.example?.push.apple.com",
    "https://evil.example\\.push.apple.com",
    "https://evilpush.apple.com/x",
    "https://push.apple.com/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://evil.example:443@fcm.googleapis.com/x",
    "https://fcm.googleapis.com./x",
    "https://fcm\u2024googleapis.com/x",
    "https://fcm.googleapis.com/x y",
    "https://fcm.googleapis.com/\r\nHost: inner",
    "https://127.0.0.1/x",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/x",
    "https://localhost/x",
    "file:///etc/passwd",
    "gopher://fcm.googleapis.com/x",
    "https://",
    "https://fcm.googleapis.com/" + "x" * 3000,
]


@pytest.mark.parametrize("endpoint", REAL)
def test_what_browsers_hand_out_is_taken(endpoint: str) -> None:
    assert endpoints.check(endpoint)


@pytest.mark.parametrize("endpoint", FOREIGN)
def test_everything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(endpoints.NoPushService):
        endpoints.check(endpoint)


def test_an_operator_adds_hosts(push_service: PushService) -> None:
    assert endpoints.check(f"{push_service.url}/push/phone")
    with pytest.raises(endpoints.NoPushService):
        endpoints.check("http://127.0.0.1:1/push/phone")  # this port, no other


def test_one_without_https_is_for_the_demo_alone() -> None:
    assert hosts.read("http://127.0.0.1:8799", is_demo=True)
    for wrong in ("http://push.example.net", "ftp://push.example.net", "https://", "*", "a b"):
        with pytest.raises(ValueError, match="FOODAPP_PUSH_HOSTS"):
            hosts.read(wrong, is_demo=False)
    with pytest.raises(ValidationError, match="FOODAPP_PUSH_HOSTS"):
        whole()(push_hosts="https://")


def test_the_audience_is_the_origin() -> None:
    assert endpoints.origin(endpoints.check(REAL[2])) == "https://fcm.googleapis.com"
