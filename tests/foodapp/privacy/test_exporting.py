"""Everything of a person, and nothing of others."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from foodapp.accounts import addresses
from foodapp.applications import applying
from foodapp.kit import clock, private_files
from foodapp.kit.errors import DomainError, NotFound
from foodapp.privacy import exporting
from foodapp.ui.http import routes
from tests.fixtures import world as worlds
from tests.fixtures.applying import EATERY
from tests.fixtures.world import VADUZ

HERE = "http://localhost:8000"


def unzipped(content: bytes) -> dict[str, list[dict]]:
    with ZipFile(BytesIO(content)) as zipped:
        return {
            name.removesuffix(".json"): json.loads(zipped.read(name))
            for name in zipped.namelist()
            if name.endswith(".json")
        }


@pytest.fixture
def lived(session, world):
    """Cy has ordered, kept an address and begun to apply; so has Sid."""
    worlds.place_and_confirm(session, world)
    for who, street in ((world.customer, "Own Street 1"), (world.stranger, "Other Street 2")):
        addresses.add(session, who, label="Home", at=VADUZ, street=street, postcode="",
                      city="Vaduz")  # fmt: skip
        applying.begin(session, who, EATERY)
        applying.save(session, who, EATERY, step="place", typed={"name": f"Shop of {street}"})
    session.commit()


def test_a_copy_holds_what_is_theirs_and_nothing_of_others(session, world, lived):
    found = unzipped(exporting.written(session, world.customer.user_id))
    assert found["users"][0]["email"] == "cy@example.org"
    assert "password_hash" not in found["users"][0]
    assert [one["street"] for one in found["addresses"]] == ["Own Street 1"]
    assert len(found["orders"]) == 1
    assert [one["name"] for one in found["order_lines"]] != []
    assert found["applications"][0]["answers"]["name"] == "Shop of Own Street 1"
    everything = json.dumps(found)
    for others in ("Other Street", "sid@example.org", str(world.stranger.user_id), "ada@example"):
        assert others not in everything


def test_it_is_made_by_a_job_and_fetched_by_its_owner_alone(session, world, lived, drain_outbox):
    row = exporting.ask(session, world.customer)
    assert exporting.ask(session, world.customer).id == row.id  # on its way
    session.commit()
    drain_outbox()
    session.refresh(row)
    address = f"/api/account/export/{row.id}"

    def fetched(name):
        cookie = f"sid={world.cookies[name].sid}" if name else ""
        browser = TestClient(routes(), base_url=HERE, headers={"origin": HERE, "cookie": cookie})
        return browser.get(address)

    own = fetched("cy")
    assert (own.status_code, own.headers["content-type"]) == (200, "application/zip")
    assert "attachment" in own.headers["content-disposition"]
    assert unzipped(own.content)["users"][0]["name"] == "Cy"
    assert [fetched(name).status_code for name in ("sid", "ada", "")] == [404, 404, 401]


def test_a_copy_is_gone_after_some_days(session, world, drain_outbox, monkeypatch):
    row = exporting.ask(session, world.customer)
    session.commit()
    drain_outbox()
    session.expire_all()
    with pytest.raises(DomainError, match="within this hour"):
        exporting.ask(session, world.customer)
    file_id = exporting.file_of(session, world.customer, row.id)
    assert private_files.read(session, file_id) is not None
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert private_files.read(session, file_id) is None
    assert private_files.forget_expired(session) == 1
    session.expire_all()
    with pytest.raises(NotFound):
        exporting.file_of(session, world.customer, row.id)
    assert exporting.ask(session, world.customer).id != row.id
