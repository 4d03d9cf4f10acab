from uuid import uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import AdminGrant, AuditEntry
from foodapp.applications import applying
from foodapp.applications.models import ApplicationDocument
from foodapp.kit.private_files import PrivateFile
from foodapp.ui.http import routes
from tests.fixtures.applying import EATERY, PDF, picture

HERE = "http://localhost:8000"
UPLOAD = "/api/application/paper?kind=restaurant&question=trade_licence"


@pytest.fixture
def as_person(world):
    def browser(name):
        cookie = f"sid={world.cookies[name].sid}" if name else ""
        return TestClient(routes(), base_url=HERE, headers={"origin": HERE, "cookie": cookie})

    return browser


@pytest.fixture
def draft(session, world):
    applying.begin(session, world.customer, EATERY)
    session.commit()


def test_a_paper_is_sent_and_opened_by_its_owner_and_an_admin_alone(
    session, world, as_person, draft
):
    sent = as_person("cy").post(UPLOAD, content=PDF)
    assert sent.status_code == 201
    ident = sent.json()["id"]
    own, others = f"/api/application/papers/{ident}", f"/api/admin/papers/{ident}"

    found = as_person("cy").get(own)
    assert (found.status_code, found.content) == (200, PDF)
    assert found.headers["content-disposition"] == 'attachment; filename="trade_licence.pdf"'
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in found.headers["cache-control"]
    assert as_person("sid").get(own).status_code == 404
    assert as_person("").get(own).status_code == 401
    for name, status in (("cy", 403), ("ana", 403), ("", 401)):
        assert as_person(name).get(others).status_code == status
    assert session.exec(select(AuditEntry)).all() == []
    assert as_person("ada").get(others).content == PDF
    assert [one.action for one in session.exec(select(AuditEntry))] == ["application_paper_opened"]
    session.get_one(AdminGrant, world.admin.user_id).role = AdminRole.SUPPORT
    session.commit()
    assert as_person("ada").get(others).status_code == 403


def test_what_the_browser_says_of_a_file_is_not_believed(session, as_person, draft):
    page = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    refused = as_person("cy").post(UPLOAD, content=page, headers={"content-type": "image/png"})
    assert refused.status_code == 422
    assert "PDF" in refused.json()["error"]
    kept = as_person("cy").post(UPLOAD, content=picture("PNG"), headers={"content-type": "x/y"})
    assert kept.status_code == 201
    [row] = session.exec(select(PrivateFile)).all()
    assert (row.name, row.media_type) == ("trade_licence.jpg", "image/jpeg")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?kind=restaurant&question=name",
        "?kind=x&question=identity",
        "?kind=rider&question=identity",
    ],
)
def test_what_is_not_asked_for_is_not_kept(session, as_person, draft, query):
    refused = as_person("cy").post(f"/api/application/paper{query}", content=PDF)
    assert refused.status_code in (404, 422)
    assert session.exec(select(ApplicationDocument)).all() == []


def test_from_elsewhere_nothing_is_sent(as_person, draft):
    refused = as_person("cy").post(UPLOAD, content=PDF, headers={"origin": "https://evil.example"})
    assert refused.status_code == 403


def test_more_than_a_paper_may_have_is_not_read(as_person, draft):
    refused = as_person("cy").post(UPLOAD, content=b"%PDF-" + b"x" * (11 * 1024 * 1024))
    assert refused.status_code == 413


def test_a_paper_that_is_none(as_person):
    assert as_person("ada").get(f"/api/admin/papers/{uuid4()}").status_code == 404
