"""An owner takes a restaurant's own data along: all of it, nothing of another's or of guests."""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from foodapp.accounts.actors import StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.orders.models import Order
from foodapp.privacy import exporting, restaurant_copies
from foodapp.reviews.models import Review
from foodapp.ui.http import routes
from tests.foodapp.cases.conftest import deliver

HERE = "http://localhost:8000"


@pytest.fixture
def eaten(session, world, valkey) -> Order:
    order = deliver(session, world)
    order.note = "I am pregnant"
    session.add(
        Review(
            order_id=order.id,
            restaurant_id=order.restaurant_id,
            customer_id=order.customer_id,
            customer_name="Cy",
            food_stars=4,
            text='=HYPERLINK("https://evil.example")',
        )
    )
    session.commit()
    return order


def files_of(content) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as zipped:
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def rows(text) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def fetched(world, row, who="ana"):
    cookie = f"sid={world.cookies[who].sid}"
    site = TestClient(routes(), base_url=HERE, headers={"cookie": cookie})
    return site.get(f"/api/restaurant/export/{row.id}")


def test_it_is_asked_for_made_told_of_and_fetched(
    session, world, eaten, drain_outbox, post, send_notifications
):
    row = restaurant_copies.ask(session, world.staff)
    assert restaurant_copies.ask(session, world.staff).id == row.id
    session.commit()
    drain_outbox()
    send_notifications()
    [mail] = post.to("ana@example.org")
    assert "/restaurant/staff#data" in mail.get_body(("plain",)).get_content()

    answer = fetched(world, row)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert "attachment" in answer.headers["content-disposition"]
    assert set(files_of(answer.content)) == {
        *("READ-ME.txt", "restaurant.json", "menu.json", "orders.csv", "order_lines.csv"),
        *("ledger.csv", "payouts.csv", "reviews.csv", "staff.csv"),
    }
    session.expire_all()
    with pytest.raises(DomainError, match="within this hour"):
        restaurant_copies.ask(session, world.staff)


def test_it_holds_what_is_the_restaurants(session, world, eaten):
    files = files_of(restaurant_copies.written(session, world.nonna))
    assert json.loads(files["restaurant.json"])["name"] == "Nonna"
    menu = json.loads(files["menu.json"])
    dishes = {dish["name"]: dish for group in menu["categories"] for dish in group["dishes"]}
    assert set(dishes) == {"Margherita", "Tiramisu"}
    assert [size["price_minor"] for size in dishes["Margherita"]["sizes"]] == [1200, 1550]
    assert [one["name"] for one in menu["choices"]] == ["Toppings"]
    [order] = rows(files["orders.csv"])
    assert (order["number"], order["total_minor"]) == (eaten.number, str(eaten.total_minor))
    assert [line["name"] for line in rows(files["order_lines.csv"])] == ["Margherita"]
    ledger = rows(files["ledger.csv"])
    assert {line["order"] for line in ledger} == {eaten.number}
    assert {line["account"] for line in ledger} <= {"restaurant", "tax"}
    assert [(one["email"], one["role"]) for one in rows(files["staff.csv"])] == [
        ("ana@example.org", "owner")
    ]
    [review] = rows(files["reviews.csv"])
    assert review["text"].startswith("'=")  # no spreadsheet's formula


def test_it_holds_nothing_of_guests_nor_of_another_restaurant(session, world, eaten):
    words = "".join(files_of(restaurant_copies.written(session, world.nonna)).values())
    for foreign in ("Cy", "Städtle", "cy@example.org", "4232310001", "pregnant", "Ribs", "Rival"):
        assert foreign not in words, foreign
    others = files_of(restaurant_copies.written(session, world.rival))
    assert rows(others["orders.csv"]) == rows(others["ledger.csv"]) == []
    assert eaten.number not in "".join(others.values())


def test_it_is_its_owners_alone(session, world, eaten, drain_outbox):
    row = restaurant_copies.ask(session, world.staff)
    session.commit()
    drain_outbox()
    session.expire_all()
    with pytest.raises(NotFound):
        restaurant_copies.file_of(session, world.rival_staff, row.id)
    assert fetched(world, row, "rob").status_code == 404
    assert fetched(world, row, "cy").status_code in (401, 403)
    with pytest.raises(NotFound):  # nor is it among what its asker has of their own
        exporting.file_of(session, world.customer, row.id)
    member = session.get_one(StaffMember, (world.staff.user_id, world.nonna))
    member.role = StaffRole.MANAGER
    session.commit()
    assert fetched(world, row).status_code == 403


def test_a_manager_asks_for_none(session, world):
    with pytest.raises(NotAllowed):
        restaurant_copies.ask(session, replace(world.staff, role=StaffRole.MANAGER))
