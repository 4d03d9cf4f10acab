"""A gift card's code goes by e-mail to the one it is for, on the day that its buyer chose."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import AuditEntry
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.notifications.models import Notification, Sending
from foodapp.notifications.telling import told_to
from foodapp.payments.giftcards import codes, issuing, presents, redeeming
from foodapp.payments.giftcards.models import GiftCard, GiftPresent, IllegalCardMove
from foodapp.payments.giftcards.voiding import PaymentInDoubt
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.purchases import fulfilling, starting
from foodapp.views.console import gift_cards as of_console
from foodapp.views.customer import gift_cards
from tests.fixtures.post import html_of, text_of

BO = "bo@example.org"
NOON = datetime(2026, 3, 27, 11, tzinfo=UTC)  # two days before the clocks go forward
WORDS = {"email": BO, "name": "Bo", "giver": "Cy", "message": "All the best!", "day": ""}


@pytest.fixture
def at(time_machine):
    """The clock stands there."""

    def at(moment):
        time_machine.move_to(moment, tick=False)

    at(NOON)
    return at


@pytest.fixture
def give(session, at, world, send_notifications):
    """Cy has paid for a card of 25 CHF for Bo."""

    def give(pay=True, **words):
        present = presents.checked(**(WORDS | words))
        bought = starting.gift_card(
            session,
            world.customer,
            uuid4(),
            amount_minor=2500,
            currency="CHF",
            present=present,
        )
        if pay:
            fulfilling.held(bought)
            fulfilling.paid(session, bought)
        session.commit()
        goes(session, send_notifications)
        return bought

    return give


def goes(session, send_notifications):
    """What the clock does."""
    while presents.send_due(session):
        pass
    session.commit()
    send_notifications()
    session.expire_all()


def code_of(card_id):
    return codes.of_purchase(card_id)


def test_today_it_goes_as_soon_as_it_is_paid_and_its_buyer_has_the_receipt(give, post):
    card = give()

    [mail] = post.to(BO)
    assert code_of(card.id) in text_of(mail)
    assert code_of(card.id) in html_of(mail)
    assert mail["Subject"] == "Cy gives you CHF 25.00"
    assert "“All the best!”" in text_of(mail)
    assert "/credit" in text_of(mail)
    [receipt] = post.to("cy@example.org")
    assert code_of(card.id) not in text_of(receipt)
    assert BO in text_of(receipt)
    assert "Fri 27 Mar 2026" in text_of(receipt)
    assert "Paid by card: CHF\u00a025.00" in text_of(receipt)


def test_on_another_day_it_goes_in_the_morning_by_the_towns_clock(
    session, give, post, at, send_notifications
):
    """Two days later the clocks have gone forward: nine is an hour earlier."""
    give(day="2026-03-29")
    assert post.to(BO) == []
    at(datetime(2026, 3, 29, 6, 59, tzinfo=UTC))
    goes(session, send_notifications)
    assert post.to(BO) == []

    at(datetime(2026, 3, 29, 7, 0, tzinfo=UTC))
    goes(session, send_notifications)
    at(datetime(2026, 3, 29, 7, 1, tzinfo=UTC))
    goes(session, send_notifications)

    assert len(post.to(BO)) == 1


def test_what_is_not_paid_goes_nowhere(give, post):
    give(pay=False)
    assert post.mails == []


def test_the_code_stands_in_no_table(session, give, post):
    card = give()
    rows = [
        *session.exec(select(GiftCard)),
        *session.exec(select(GiftPresent)),
        *session.exec(select(Notification)),
        *session.exec(select(Sending)),
    ]
    kept = str([row.model_dump() for row in rows])
    assert code_of(card.id) not in kept
    assert codes.bare(code_of(card.id)) not in kept
    told = session.exec(select(Notification).where(Notification.email == BO)).one()
    assert "All the best" not in str(told.facts)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"email": "bo@"}, "e-mail address does not look right"),
        ({"email": ""}, "e-mail address does not look right"),
        ({"email": "bo@example.org, eve@example.org"}, "e-mail address does not look right"),
        ({"email": "bo@example.org\nBcc: eve@example.org"}, "e-mail address does not look right"),
        ({"email": "Bo <bo@example.org>"}, "e-mail address does not look right"),
        ({"name": " \u202e "}, "cannot be empty"),
        ({"name": "B" * 41}, "at most 40 characters"),
        ({"giver": ""}, "cannot be empty"),
        ({"giver": "Win at evil.example/prize"}, "cannot hold a web address"),
        ({"message": "Now at HTTPS://evil.example"}, "cannot hold a web address"),
        ({"message": "look at www.evil.example"}, "cannot hold a web address"),
        ({"message": "evil-bank.com wants you"}, "cannot hold a web address"),
        ({"message": "m" * 301}, "at most 300 characters"),
        ({"day": "2026-03-26"}, "That day has passed"),
        ({"day": "2027-03-28"}, "until 27 Mar 2027"),
        ({"day": "9999-12-31"}, "until 27 Mar 2027"),
        ({"day": "2026-02-30"}, "choose the day"),
        ({"day": "tomorrow"}, "choose the day"),
        ({"day": "2026-03-28T10:00"}, "choose the day"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(session, give, post, words, says):
    with pytest.raises(DomainError, match=says):
        give(**words)
    assert session.exec(select(GiftPresent)).all() == []


def test_the_last_day_and_a_message_of_several_lines_are_taken(give):
    give(day="2027-03-27", message="Dear Bo.\nAlles Gute.Dein Cy")


@pytest.mark.parametrize("cut", ["\r\n", "\u2028", "\x85", "\x0c", "\x00"])
def test_hostile_names_and_words_are_text(give, post, cut):
    give(
        name=f"<b>Bo{cut}Bcc: v@x</b>",
        giver=f"Cy{cut}To: v@x",
        message="<script>alert(1)</script> \u202eevil {code} {amount}",
    )
    [mail] = post.to(BO)
    [to] = mail["To"].addresses
    assert to.addr_spec == BO
    assert mail["Bcc"] is None
    assert len(mail.get_all("To")) == 1
    assert "\n" not in mail["Subject"]
    assert "<script>" not in html_of(mail)
    assert "<b>Bo" not in html_of(mail)
    assert "<script>alert(1)</script> evil {code} {amount}" in text_of(mail)


@pytest.mark.parametrize("end", ["redeemed", "blocked", "taken back"])
def test_a_card_that_is_over_sends_nothing(session, world, give, post, at, send_notifications, end):
    card = give(day="2026-03-28")
    match end:
        case "redeemed":
            redeeming.redeem(session, world.customer, code=code_of(card.id))
        case "blocked":
            issuing.block(session, world.admin, card.id, reason="A mistake")
        case _:
            fulfilling.taken_back(session, card)
    session.commit()
    at(NOON + timedelta(days=2))
    goes(session, send_notifications)
    assert post.to(BO) == []
    assert presents.send_due(session) == 0


@pytest.mark.parametrize("won", [True, False])
def test_while_its_payment_is_disputed_it_waits(
    session, world, give, post, at, send_notifications, won
):
    card = give(day="2026-03-28")
    payment = Payment(
        purchase_id=card.id,
        gateway="stripe",
        amount_minor=2500,
        currency="CHF",
        status=PaymentStatus.DISPUTED,
    )
    session.add(payment)
    session.commit()
    at(NOON + timedelta(days=2))
    goes(session, send_notifications)
    assert post.to(BO) == []
    with pytest.raises(PaymentInDoubt):
        presents.send_again(session, world.admin, card.id)

    payment.status = PaymentStatus.CAPTURED if won else PaymentStatus.CHARGED_BACK
    session.commit()
    goes(session, send_notifications)
    assert len(post.to(BO)) == won


def test_a_card_that_is_blocked_between_the_clock_and_the_mail_sends_nothing(
    session, world, give, post, send_notifications, drain_outbox
):
    card = give(day="2026-03-28")
    session.get_one(GiftPresent, card.id).goes_at = clock.now()
    presents.send_due(session)
    session.commit()
    drain_outbox()
    issuing.block(session, world.admin, card.id, reason="A mistake")
    session.commit()
    send_notifications()
    assert post.to(BO) == []


def test_a_mailbox_that_is_none_is_told_to_the_buyer_who_has_the_code(
    session, world, give, post, send_notifications
):
    post.refuse(BO, "550 5.1.1 no such user")
    card = give()
    send_notifications()

    told = told_to(session, world.customer.user_id)
    assert {one.kind for one in told} == {"gift_card_for_somebody", "gift_card_came_back"}
    assert any("did not arrive" in mail["Subject"] for mail in post.to("cy@example.org"))
    [shown] = gift_cards.bought(session, world.customer)
    assert shown.gift == f"For Bo: nothing reaches {BO}."
    assert shown.code == code_of(card.id)


def test_an_admin_sends_it_to_the_address_that_was_meant(
    session, world, give, post, send_notifications
):
    post.refuse(BO, "550 5.1.1 no such user")
    card = give()
    presents.send_again(session, world.admin, card.id, email="Bob@Example.org ")
    session.commit()
    send_notifications()

    [mail] = post.to("bob@example.org")
    assert code_of(card.id) in text_of(mail)
    [row] = of_console.gift_cards(session, world.admin).rows
    assert (row.gift, row.can_send) == ("For Bo: sent to bob@example.org on 27 Mar 2026.", True)
    assert [one.action for one in session.exec(select(AuditEntry))] == ["gift_card_readdressed"]


def test_a_mailbox_that_was_dead_is_tried_when_an_admin_sends_again(
    session, world, give, post, send_notifications
):
    post.refuse(BO, "550 5.1.1 no such user")
    card = give()
    post.empty()
    presents.send_again(session, world.admin, card.id)
    session.commit()
    send_notifications()
    assert len(post.to(BO)) == 1


def test_a_second_present_to_a_dead_mailbox_is_told_at_once(session, world, give, post):
    post.refuse(BO, "550 5.1.1 no such user")
    give()
    give()
    session.expire_all()
    assert all("nothing reaches" in one.gift for one in gift_cards.bought(session, world.customer))


def test_who_may_only_look_sends_nothing(session, world, give):
    card = give()
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        presents.send_again(session, viewer, card.id)
    assert of_console.gift_cards(session, viewer).rows[0].can_send is False


def test_only_a_present_that_can_be_redeemed_is_sent_again(session, world, give):
    given, _ = issuing.issue(
        session, world.admin, amount_minor=2500, currency="CHF", reason="Sorry"
    )
    with pytest.raises(NotFound):
        presents.send_again(session, world.admin, given.id)
    card = give()
    with pytest.raises(DomainError, match="does not look right"):
        presents.send_again(session, world.admin, card.id, email="  ")
    redeeming.redeem(session, world.customer, code=code_of(card.id))
    with pytest.raises(IllegalCardMove):
        presents.send_again(session, world.admin, card.id)


def test_a_buyer_whose_account_is_gone_sends_nothing_more(
    session, give, post, at, send_notifications
):
    card = give(day="2026-03-28")
    session.get_one(GiftPresent, card.id).email = ""
    session.commit()
    at(NOON + timedelta(days=2))
    goes(session, send_notifications)
    assert len(post.mails) == 1, "the receipt alone"
