"""The photo of a complaint: whoever sent it and support see it, and nobody else."""

from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.cases.models import CasePhoto, Fault
from tests.foodapp.api.test_chat import browser, photo, stored  # noqa: F401
from tests.foodapp.cases.conftest import eaten, later, pizza  # noqa: F401
from tests.foodapp.cases.test_reporting import report


@pytest.fixture
def send(browser, eaten):  # noqa: F811
    def sent(who="cy", data=None, client=None, **more):
        address = f"/api/orders/{eaten.id}/problem-photo?client={client or uuid4()}"
        return browser(who).post(address, content=photo() if data is None else data, **more)

    return sent


def test_it_is_stored_once_and_shown_to_its_customer_and_to_support(
    session,
    world,
    browser,  # noqa: F811
    eaten,  # noqa: F811
    pizza,  # noqa: F811
    send,
):
    before, client = stored(), uuid4()
    for _ in range(2):
        assert send(client=client).json() == {"id": str(client)}
    assert stored() - before == 3
    case = report(session, world.customer, eaten, pizza, Fault.COLD, photo_id=client)
    session.commit()

    mine, support = f"/api/cases/{case.id}/photo", f"/api/support/cases/{case.id}/photo"
    for who, path in (("cy", mine), ("ada", support)):
        shown = browser(who).get(path)
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
        assert shown.headers["cache-control"].startswith("private")
    for who, path in (("sid", mine), ("ana", mine), ("", mine), ("cy", support), ("ana", support)):
        assert browser(who).get(path).status_code in (401, 403, 404), (who, path)
    assert browser("cy").get(f"/api/cases/{uuid4()}/photo").status_code == 404


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" * 100, b"<svg onload=alert(1)>"])
def test_what_is_no_picture_is_one_sentence_and_nothing_is_stored(session, send, data):
    before = stored()
    said = send(data=data)
    assert said.status_code == 422
    assert said.json()["error"].startswith("We cannot read that photo.")
    assert (stored(), session.exec(select(CasePhoto)).all()) == (before, [])


def test_a_stranger_sends_none_nor_does_another_site(session, send):
    assert send("sid").status_code == 404
    assert send("").status_code == 401
    assert send(headers={"origin": "https://evil.example"}).status_code == 403
    assert session.exec(select(CasePhoto)).all() == []
