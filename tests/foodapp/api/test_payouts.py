"""Statements and invoices go to whom they are about, and to nobody else."""

import csv
import io
import json
from uuid import uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts.actors import StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.payouts import drafting, invoicing
from foodapp.payouts.models import PayeeKind
from foodapp.payouts.payees import Payee
from foodapp.ui.http import routes
from tests.foodapp.payouts.conftest import earn, ride, soon
from tests.foodapp.payouts.test_invoicing import IN_OCTOBER, OCTOBER, sell

HERE = "http://localhost:8000"


@pytest.fixture
def browser(world):
    """Of one of the people by name."""

    def of(name: str) -> TestClient:
        sid = world.cookies[name].sid if name else "x"
        return TestClient(routes(), base_url=HERE, headers={"cookie": f"sid={sid}"})

    return of


@pytest.fixture
def paid(session, world):
    """Payouts of Nonna and Ravi, and Nonna's invoice: their ids."""
    earn(session, world.nonna, 1500)
    ride(session, world.rider.rider_id, 1480)
    sell(session, world.nonna, 2000, 300, at=IN_OCTOBER)
    nonna = drafting.draft(session, Payee(PayeeKind.RESTAURANT, world.nonna, "CHF"), soon())
    ravi = drafting.draft(session, Payee(PayeeKind.RIDER, world.rider.rider_id, "CHF"), soon())
    [invoice] = invoicing.write(session, world.nonna, OCTOBER)
    session.commit()
    return {"nonna": nonna.id, "ravi": ravi.id, "invoice": invoice.id}


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ana", "restaurant/payouts/{nonna}"),
        ("ravi", "rider/payouts/{ravi}"),
        ("ada", "admin/payouts/{nonna}"),
        ("ada", "admin/payouts/{ravi}"),
        ("ana", "restaurant/invoices/{invoice}"),
        ("ada", "admin/invoices/{invoice}"),
    ],
)
def test_people_get_their_papers_as_pdf(browser, paid, who, path):
    answer = browser(who).get(f"/api/{path.format(**paid)}.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")


def test_a_statement_is_also_a_table(browser, paid):
    answer = browser("ana").get(f"/api/restaurant/payouts/{paid['nonna']}.csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[-1][1] == "Total"
    assert rows[-1][-2] == "32.00"


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("", "restaurant/payouts/{nonna}.pdf", 401),
        ("cy", "restaurant/payouts/{nonna}.pdf", 403),
        ("rob", "restaurant/payouts/{nonna}.csv", 404),
        ("ana", "restaurant/payouts/{ravi}.pdf", 404),
        ("rob", "restaurant/invoices/{invoice}.pdf", 404),
        ("rita", "rider/payouts/{ravi}.pdf", 404),
        ("ravi", "rider/payouts/{nonna}.pdf", 404),
        ("ana", "admin/payouts/{nonna}.pdf", 403),
        ("ravi", "admin/invoices/{invoice}.pdf", 403),
        ("ada", f"admin/payouts/{uuid4()}.pdf", 404),
        ("ada", "admin/payouts/{nonna}.exe", 404),
        ("ada", "admin/payouts/nonsense.pdf", 404),
        ("ada", "admin/payouts/%00.pdf", 404),
    ],
)
def test_somebody_elses_papers_are_not_found(browser, paid, who, path, status):
    assert browser(who).get(f"/api/{path.format(**paid)}").status_code == status


@pytest.mark.parametrize("role", [StaffRole.MANAGER, StaffRole.KITCHEN])
def test_only_owners_see_the_money(session, world, browser, paid, role):
    member = session.exec(select(StaffMember).where(StaffMember.restaurant_id == world.nonna)).one()
    member.role = role
    session.commit()
    for path in (f"payouts/{paid['nonna']}.pdf", f"invoices/{paid['invoice']}.pdf"):
        assert browser("ana").get(f"/api/restaurant/{path}").status_code == 403


def test_whoever_takes_papers_away_stands_in_the_security_log(browser, paid, world, caplog):
    with caplog.at_level("INFO", logger="security"):
        assert browser("ada").get(f"/api/admin/payouts/{paid['nonna']}.csv").status_code == 200
        assert browser("cy").get(f"/api/admin/payouts/{paid['nonna']}.csv").status_code in (
            401,
            403,
        )
    lines = [json.loads(record.message) for record in caplog.records if record.name == "security"]
    [line] = [line for line in lines if line["event"] == "export_made"]
    assert (line["by"], line["statement"]) == (str(world.admin.user_id), str(paid["nonna"]))
