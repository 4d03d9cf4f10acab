"""The console's money as screens and as files: refunds, ledger, reconciliation."""

import csv
import io

import httpx
import pytest
from sqlmodel import select
from starlette.applications import Starlette

from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import AdminGrant
from foodapp.api.money import ROUTES
from foodapp.kit import clock, db, sheets
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account as LedgerName
from foodapp.ledger.models import AccountKind as Kind
from foodapp.ledger.models import LedgerAccount
from foodapp.orders import kitchen
from foodapp.orders.models import Order, OrderLine
from foodapp.payments import books
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.paid_orders import PaidOrder
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Adjustment, Bearer, Decision
from foodapp.reconciliation.models import Difference, DifferenceKind, Run
from foodapp.ui import live
from foodapp.views.customer.order import tracking
from tests.fixtures.screens import Tab
from tests.fixtures.world import person

from admin.account.state import Account  # isort: skip
from admin.ledger.state import Ledger  # isort: skip
from admin.money.state import Money  # isort: skip
from admin.reconciliation.state import Reconciliation  # isort: skip
from admin.refunds.state import Refunds  # isort: skip

PAGES = {
    Refunds: "/admin/refunds",
    Ledger: "/admin/ledger",
    Reconciliation: "/admin/reconciliation",
}
FORM = {"bearer": "platform", "back_to": "card", "reason": "Cold"}


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
def paid(session, world, placed_order) -> Order:
    """Taken by a gateway that this test does not need: 20.50, of it 17.50 for one pizza."""
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    payment = session.exec(select(Payment).where(Payment.order_id == placed_order.id)).one_or_none()
    if payment is None:
        payment = Payment(
            gateway="stripe",
            order_id=placed_order.id,
            amount_minor=placed_order.total_minor,
            currency="CHF",
        )
        session.add(payment)
    payment.status, payment.captured_minor = PaymentStatus.CAPTURED, payment.amount_minor
    payment.intent_ref = "pi_test"
    session.flush()
    books.post_sale(session, placed_order, because="OrderAccepted")
    books.post_payment(session, PaidOrder(placed_order), payment, because="capture")
    session.commit()
    return placed_order


@pytest.fixture
def tab(world) -> Tab:
    return Tab(world.cookies["ada"])


def money_of(order: Order) -> str:
    return f"/admin/orders/{order.id}/money"


def role(session, world, given: AdminRole) -> None:
    session.get_one(AdminGrant, world.admin.user_id).role = given
    session.commit()


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
async def test_the_lists_load_for_an_admin_and_for_nobody_else(session, world, tab, paid, kind):
    await tab.at(PAGES[kind]).call(kind, "load")
    assert tab.screen(kind).loaded
    for who in ("cy", "ana", "ravi"):
        other = Tab(world.cookies[who]).at(PAGES[kind])
        await other.call(kind, "load")
        assert not other.screen(kind).loaded


async def test_the_page_of_an_order_explains_its_money(session, world, tab, paid):
    await tab.at(money_of(paid)).call(Money, "load")
    shown = tab.screen(Money).money
    assert (shown.number, shown.left) == (paid.number, "CHF\xa020.50")
    assert [line.amount for line in shown.prices][:1] == ["CHF\xa017.50"]
    assert "Commission" in [line.label for line in shown.shares]
    sale, taken = shown.journals
    assert sale.words == "Who earns what: order accepted"
    assert taken.words == "Money at the gateway: capture"
    assert {entry.account for entry in taken.moved} == {"Held by Stripe", "Cy, customer"}


async def test_a_dish_is_given_back_by_form(session, world, tab, paid):
    await tab.at(money_of(paid)).call(Money, "load")
    [line] = tab.screen(Money).money.lines
    await tab.call(Money, "refund", form=FORM | {f"line-{line.id}": "1"})
    assert tab.screen(Money).refused == ""
    assert "The customer sees it" in tab.said
    [row] = tab.screen(Money).money.refunds
    assert (row.amount, row.what, row.words) == ("CHF\xa017.50", "1 × Margherita", "Given back")
    assert tab.screen(Money).money.left == "CHF\xa03.00"
    session.expire_all()
    seen = tracking(session, world.customer, paid.id)
    assert [(line.label, line.amount) for line in seen.back] == [
        ("Given back", "-CHF\xa017.50"),
        ("You pay", "CHF\xa03.00"),
    ]
    assert "CHF\xa017.50 went back to your card" in seen.money


async def test_an_amount_is_typed_as_people_type_it(session, world, tab, paid):
    await tab.at(money_of(paid)).call(Money, "load")
    await tab.call(Money, "choose_way", way="amount")
    await tab.call(Money, "refund", form=FORM | {"amount": "2,5", "back_to": "credit"})
    assert session.exec(select(Adjustment.amount_minor)).all() == [250]
    assert tab.screen(Money).money.refunds[0].back_to == "store credit"


@pytest.mark.parametrize(
    "amount", ["", "0", "-1", "1e3", "NaN", "9223372036854775808", "20.51", "1.234", "٣"]
)
async def test_an_amount_that_makes_no_sense_is_refused_in_a_sentence(session, tab, paid, amount):
    await tab.at(money_of(paid)).call(Money, "load")
    await tab.call(Money, "choose_way", way="amount")
    await tab.call(Money, "refund", form=FORM | {"amount": amount})
    assert tab.screen(Money).refused.endswith(".")
    assert session.exec(select(Adjustment)).all() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"bearer": "nobody"},
        {"back_to": "me"},
        {"reason": ""},
        {"line-x": "1"},
        {"line-00000000-0000-0000-0000-000000000000": "1"},
        {"line-00000000-0000-0000-0000-000000000000": "9" * 30},
        {"line-00000000-0000-0000-0000-000000000000": "-1"},
    ],
)
async def test_a_form_that_makes_no_sense_changes_nothing(session, tab, paid, wrong):
    await tab.at(money_of(paid)).call(Money, "load")
    await tab.call(Money, "refund", form=FORM | wrong)
    assert tab.screen(Money).refused
    assert session.exec(select(Adjustment)).all() == []


async def test_above_the_limit_it_waits_and_a_second_person_approves(session, world, tab, paid):
    role(session, world, AdminRole.SUPPORT)
    order = session.get_one(Order, paid.id)
    payment = session.exec(select(Payment)).one()
    for _ in range(2):  # dearer, so that support's 30.00 are not enough
        order.tip_minor += 1000
        order.total_minor += 1000
        order.to_pay_minor += 1000
        payment.amount_minor += 1000
        payment.captured_minor += 1000
    session.commit()
    await tab.at(money_of(paid)).call(Money, "load")
    assert tab.screen(Money).money.limit == "CHF\xa030.00"
    await tab.call(Money, "choose_way", way="whole")
    await tab.call(Money, "refund", form=FORM)
    assert "second person" in tab.said
    [row] = tab.screen(Money).money.refunds
    assert (row.can_approve, row.can_decline) == (False, True)

    second = person(session, "Olga")
    session.add(AdminGrant(user_id=second.id, role=AdminRole.OWNER))
    from foodapp.accounts import sessions
    from foodapp.accounts.actors import Cookies

    other = Tab(Cookies(sid=sessions.open_for(session, second), visitor="v-olga"))
    session.commit()
    await other.at("/admin/refunds?which=waiting").call(Refunds, "load")
    [waiting] = other.screen(Refunds).rows
    await other.call(Refunds, "ask", kind="approve", subject=waiting.id)
    await other.call(Refunds, "confirm", form={})
    assert other.screen(Refunds).rows == []
    session.expire_all()
    assert session.exec(select(Adjustment.decision)).one() is Decision.APPROVED


async def test_declining_wants_a_reason(session, world, tab, paid):
    row = Adjustment(
        order_id=paid.id, kind="refund", amount_minor=100, bearer=Bearer.PLATFORM, reason="x"
    )
    session.add(row)
    session.commit()
    await tab.at("/admin/refunds").call(Refunds, "load")
    await tab.call(Refunds, "ask", kind="decline", subject=str(row.id))
    await tab.call(Refunds, "confirm", form={"reason": " "})
    assert "cannot be empty" in tab.screen(Refunds).asked.error
    await tab.call(Refunds, "confirm", form={"reason": "Twice"})
    session.expire_all()
    assert session.get_one(Adjustment, row.id).decision is Decision.REFUSED


async def test_an_account_shows_what_moved_on_it(session, tab, paid):
    await tab.at("/admin/ledger").call(Ledger, "load")
    [held] = [row for row in tab.screen(Ledger).rows if row.name == "Held by Stripe"]
    assert held.debit == "CHF\xa020.50"
    await tab.at(f"/admin/ledger/account?id={held.id}").call(Account, "load")
    [entry] = tab.screen(Account).rows
    assert (entry.debit, entry.number) == ("CHF\xa020.50", paid.number)


@pytest.mark.parametrize("junk", ["", "x", "-1", "9" * 40, "0", "1e3", "٣"])
async def test_an_account_that_does_not_exist_is_said_to(session, tab, paid, junk):
    await tab.at(f"/admin/ledger/account?id={junk}").call(Account, "load")
    assert tab.screen(Account).error == "We could not find that account."


@pytest.fixture
def difference(session, paid) -> Difference:
    run = Run(gateway="stripe", since=clock.now(), until=clock.now(), finished_at=clock.now())
    session.add(run)
    session.flush()
    row = Difference(
        run_id=run.id,
        gateway="stripe",
        intent_ref="=pi_formula",
        kind=DifferenceKind.AMOUNT,
        order_id=paid.id,
        currency="CHF",
        ours_minor=2050,
        theirs_minor=-5,
    )
    session.add(row)
    session.commit()
    return row


async def test_a_difference_is_closed_with_a_note(session, tab, difference):
    await tab.at("/admin/reconciliation").call(Reconciliation, "load")
    [row] = tab.screen(Reconciliation).rows
    assert (row.ours, row.theirs) == ("CHF\xa020.50", "-CHF\xa00.05")
    await tab.call(Reconciliation, "ask", kind="close", subject=row.id)
    await tab.call(Reconciliation, "confirm", form={"reason": "A test of ours"})
    assert tab.screen(Reconciliation).rows == []
    await tab.at("/admin/reconciliation?which=closed").call(Reconciliation, "load")
    assert tab.screen(Reconciliation).rows[0].note == "A test of ours"


async def get(path: str, sid: str) -> httpx.Response:
    from starlette.responses import JSONResponse

    from foodapp.kit.errors import DomainError

    program = Starlette(
        routes=ROUTES,
        exception_handlers={DomainError: lambda _, no: JSONResponse({"error": str(no)}, no.status)},
    )
    transport = httpx.ASGITransport(program)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        return await http.get(path, cookies={"sid": sid})


async def test_files_open_in_a_spreadsheet_without_running_anything(
    session, world, paid, difference
):
    giving.ask(
        session,
        world.admin,
        paid.id,
        amount_minor=100,
        bearer=Bearer.PLATFORM,
        reason="=HYPERLINK(1)",
    )
    session.commit()
    account = session.exec(select(LedgerAccount.id)).first()
    sid = world.cookies["ada"].sid
    for path in ("refunds.csv", "reconciliation.csv", f"ledger/{account}.csv"):
        answer = await get(f"/api/admin/{path}", sid)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/csv")
        head, *rows = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))
        assert rows
        assert all(len(row) == len(head) for row in rows)
        cells = [cell for row in rows for cell in row]
        risky = [c for c in cells if c.startswith(("=", "+", "@", "\t", "\r")) or c[:2] == "-c"]
        assert risky == []
    assert "'=pi_formula" in (await get("/api/admin/reconciliation.csv", sid)).text


async def test_files_are_for_admins(session, world, paid):
    for path in ("refunds.csv", "reconciliation.csv", "ledger/1.csv"):
        assert (await get(f"/api/admin/{path}", "")).status_code == 401
        assert (await get(f"/api/admin/{path}", world.cookies["cy"].sid)).status_code == 403


@pytest.mark.parametrize("text", ["=1", "+1+1", "-2+3", "@x", "\tx", "\rx", " =1", "＝1", "-1e5"])
def test_no_cell_is_taken_for_a_formula(text):
    [_, row] = csv.reader(io.StringIO(sheets.written(["x"], [[text]]), newline=""))
    assert row[0].startswith("'")


def test_numbers_stay_numbers():
    assert sheets.written(["x"], [["-12.50", "3"]]).splitlines()[1] == "-12.50,3"
    assert sheets.decimal(-1250, "CHF") == "-12.50"
    assert sheets.decimal(5, "JPY") == "5"


def test_the_names_of_accounts_are_words(session, world):
    from foodapp.views.console import names as names_view

    accounts = [LedgerName(kind, "CHF") for kind in Kind]
    names = names_view.names(session, accounts)
    assert all(name and "_" not in name and "{" not in name for name in names.values())
    assert posting.balance(session, accounts[0]) == 0
    with db.transaction() as inner:
        assert inner.exec(select(OrderLine)).all() == []
