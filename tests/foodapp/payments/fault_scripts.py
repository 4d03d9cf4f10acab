"""Every way in which paying an order is known to go wrong, and where it has to end."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.foodapp.payments.playing import DAY_S, FEE, TOTAL, Outcome, Play

Act = Callable[[Play], object]

DECLINED = {
    "generic decline": "4000000000000002",
    "insufficient funds": "4000000000009995",
    "lost card": "4000000000009987",
    "stolen card": "4000000000009979",
    "fraud suspected": "4100000000000019",
    "expired card": "4000000000000069",
    "wrong security code": "4000000000000127",
    "processing error": "4000000000000119",
}
ASKS, ASKS_THEN_DECLINES = "4000002500003155", "4000008400001629"
SLOW, SLOW_THEN_DECLINES = "4000000000001018", "4000000000001026"
REFUND_PENDS, REFUND_COMES_BACK = "4000000000007726", "4000000000005126"
UPI, UPI_DECLINED, UPI_PENDING = "success@razorpay", "failure@razorpay", "pending@razorpay"
ELEVEN_MINUTES_S, AN_HOUR_S = 660, 3600

CAPTURE = {
    "stripe": "POST /v1/payment_intents/*/capture",
    "razorpay": "POST /razorpay/v1/payments/*/capture",
}
REFUND = {"stripe": "POST /v1/refunds", "razorpay": "POST /razorpay/v1/payments/*/refund"}
PAGE = {"stripe": "POST /v1/checkout/sessions", "razorpay": "POST /razorpay/v1/orders"}
VOID = "POST /v1/payment_intents/*/cancel"
CALL_FAULTS = (
    *("timeout_before_commit", "timeout_after_commit", "drop_before_commit", "drop_after_commit"),
    *("409", "429", "500", "500_after_commit"),
)
MESSAGE_FAULTS = (
    *("duplicate", "delay", "never", "bad_signature", "old_timestamp"),
    *("wrong_amount", "wrong_currency", "wrong_account"),
)

TAKEN = Outcome("accepted", "captured", captured=TOTAL)
UNPAID = Outcome("unpaid", "failed")
GIVEN_BACK = Outcome("cancelled", "refunded", captured=TOTAL, refunded=TOTAL)
FEE_KEPT = Outcome("cancelled", "part_refunded", captured=TOTAL, refunded=TOTAL - FEE)


@dataclass(frozen=True)
class Script:
    name: str
    gateway: str
    acts: tuple[Act, ...]
    ends: Outcome
    refunds: int = 0  # made at the gateway, in all
    before: tuple[Act, ...] = ()  # the page is opened
    is_tapped: bool = False  # paid with a kept card: no page is opened by itself


def pay(way: str = "4242424242424242") -> Act:
    return lambda play: play.pay(way)


def answer(word: str) -> Act:
    return lambda play: play.answer_the_bank(word)


def wait(seconds: int) -> Act:
    return lambda play: play.pass_time(seconds)


def fault(kind: str, match: str, calls: int = 1) -> Act:
    return lambda play: play.fault(kind, match, calls)


def twist(kind: str) -> Act:
    return lambda play: play.twist(kind)


def end_dispute(*, won: bool) -> Act:
    return lambda play: play.end_dispute(won=won)


def accept_and_cancel_at_once(play: Play) -> None:
    play.accept()
    play.cancel_late()


def accept_when_the_hold_is_over(play: Play) -> None:
    play.accept()
    play.pass_time(8 * DAY_S)


def refund_500_at_the_desk(play: Play) -> None:
    play.refund_at_the_desk(500)


def cancel_and_die(play: Play) -> None:
    play.support_cancels()
    play.dies_after_asking()


def cancel_with_a_used_key(play: Play) -> None:
    play.support_cancels()
    play.asks_with_a_used_key()


def of_both(name: str, way: str) -> list[Script]:
    """What has to end the same, whoever takes the money. way: one that pays."""
    take, back = CAPTURE[name], REFUND[name]
    held_back = TOTAL if name == "stripe" else 0  # Razorpay deducts a dispute when it is lost
    lost = Outcome("accepted", "charged_back", captured=TOTAL, withheld=TOTAL)
    disputed = Outcome("accepted", "disputed", captured=TOTAL, withheld=held_back)
    came_back = Outcome("cancelled", "captured", captured=TOTAL, came_back=TOTAL)
    taken: tuple[Act, ...] = (pay(way), Play.accept)
    return [
        Script("paid at once", name, taken, TAKEN),
        Script("asked by the bank, yes", name, (pay(ASKS), answer("complete"), Play.accept), TAKEN),
        Script(
            "asked by the bank, no, then another card",
            name,
            (pay(ASKS), answer("fail"), pay(way), Play.accept),
            TAKEN,
        ),
        Script("asked by the bank, never answered", name, (pay(ASKS), Play.give_up), UNPAID),
        Script(
            "asked by the bank, then declined, then paid",
            name,
            (pay(ASKS_THEN_DECLINES), answer("complete"), pay(way), Play.accept),
            TAKEN,
        ),
        Script("whole refund", name, (*taken, Play.support_cancels), GIVEN_BACK, refunds=1),
        Script("part refund", name, (*taken, Play.cancel_late), FEE_KEPT, refunds=1),
        Script(
            "refund above what is left",
            name,
            (*taken, refund_500_at_the_desk, Play.support_cancels),
            GIVEN_BACK,
            refunds=2,
        ),
        Script(
            "refund that pends, then succeeds",
            name,
            (pay(REFUND_PENDS), Play.accept, Play.support_cancels, wait(ELEVEN_MINUTES_S)),
            GIVEN_BACK,
            refunds=1,
        ),
        Script(
            "refund that comes back",
            name,
            (pay(REFUND_COMES_BACK), Play.accept, Play.support_cancels, wait(ELEVEN_MINUTES_S)),
            came_back,
            refunds=1,
        ),
        Script("dispute", name, (*taken, Play.dispute), disputed),
        Script("dispute won", name, (*taken, Play.dispute, end_dispute(won=True)), TAKEN),
        Script("dispute lost", name, (*taken, Play.dispute, end_dispute(won=False)), lost),
        Script(
            "dispute of a part refund, won",
            name,
            (*taken, Play.cancel_late, Play.dispute, end_dispute(won=True)),
            FEE_KEPT,
            refunds=1,
        ),
        Script(
            "cancelled while disputed, then won",
            name,
            (*taken, Play.dispute, Play.support_cancels, end_dispute(won=True)),
            GIVEN_BACK,
            refunds=1,
        ),
        Script(
            "worker dies after asking for a refund",
            name,
            (*taken, cancel_and_die),
            GIVEN_BACK,
            refunds=1,
        ),
        Script(
            "key used before with another amount",
            name,
            (*taken, cancel_with_a_used_key),
            GIVEN_BACK,
            refunds=2,
        ),
        *[
            Script(f"declined ({why}), then paid", name, (pay(card), pay(way), Play.accept), TAKEN)
            for why, card in DECLINED.items()
        ],
        *[
            Script(
                f"capture: {kind}",
                name,
                (pay(way), fault(kind, take, calls=2), Play.accept),
                TAKEN,
            )
            for kind in (*CALL_FAULTS, "500_kept")
        ],
        *[
            Script(
                f"refund: {kind}",
                name,
                (*taken, fault(kind, back), Play.support_cancels),
                GIVEN_BACK,
                refunds=1,
            )
            for kind in ("timeout_after_commit", "drop_after_commit", "500_after_commit", "409")
        ],
        *[
            Script(f"page: {kind}", name, taken, TAKEN, before=(fault(kind, PAGE[name]),))
            for kind in ("drop_after_commit", "500")
        ],
        *[
            Script(f"messages: {kind}", name, taken, TAKEN, before=(twist(kind),))
            for kind in MESSAGE_FAULTS
        ],
    ]


OF_STRIPE = [
    Script("page expires", "stripe", (wait(AN_HOUR_S),), UNPAID),
    Script("declined and left", "stripe", (pay(DECLINED["lost card"]), wait(AN_HOUR_S)), UNPAID),
    Script("asked by the bank, page expires", "stripe", (pay(ASKS), wait(AN_HOUR_S)), UNPAID),
    Script(
        "bank thinks, then agrees",
        "stripe",
        (pay(SLOW), wait(ELEVEN_MINUTES_S), Play.accept),
        TAKEN,
    ),
    Script(
        "bank thinks, then declines",
        "stripe",
        (pay(SLOW_THEN_DECLINES), wait(ELEVEN_MINUTES_S)),
        UNPAID,
    ),
    Script(
        "bank agrees when it is too late",
        "stripe",
        (pay(SLOW), Play.give_up, wait(ELEVEN_MINUTES_S)),
        Outcome("unpaid", "voided"),
    ),
    Script("rejected", "stripe", (pay(), Play.reject), Outcome("rejected", "voided")),
    Script(
        "cancelled before the capture: the fee alone is taken",
        "stripe",
        (pay(), accept_and_cancel_at_once),
        Outcome("cancelled", "captured", captured=FEE),
    ),
    Script(
        "hold is over before the capture",
        "stripe",
        (pay(), accept_when_the_hold_is_over),
        Outcome("cancelled", "failed"),
    ),
    *[
        Script(
            f"release: {kind}",
            "stripe",
            (pay(), fault(kind, VOID), Play.reject),
            Outcome("rejected", "voided"),
        )
        for kind in ("drop_after_commit", "500_kept", "409")
    ],
    Script(
        "messages: live_mode", "stripe", (pay(), Play.accept), TAKEN, before=(twist("live_mode"),)
    ),
]

OF_RAZORPAY = [
    Script(
        "UPI declined, then paid", "razorpay", (pay(UPI_DECLINED), pay(UPI), Play.accept), TAKEN
    ),
    Script(
        "UPI pends, then succeeds",
        "razorpay",
        (pay(UPI_PENDING), wait(ELEVEN_MINUTES_S), Play.accept),
        TAKEN,
    ),
    Script(
        "failed, authorised late, order waits",
        "razorpay",
        (pay(UPI_DECLINED), Play.late, Play.accept),
        TAKEN,
    ),
    Script(
        "failed, authorised late, order gone",
        "razorpay",
        (pay(UPI_DECLINED), Play.give_up, Play.late),
        Outcome("unpaid", "authorised"),
    ),
    Script(
        "failed, authorised late, order gone: goes back by itself",
        "razorpay",
        (pay(UPI_DECLINED), Play.give_up, Play.late, Play.all_arrive, wait(2 * DAY_S)),
        Outcome("unpaid", "voided"),
    ),
    Script(
        "authorised twice, taken once",
        "razorpay",
        (pay(UPI_DECLINED), pay(UPI), Play.late, Play.accept),
        TAKEN,
    ),
    Script(
        "authorised again after it was taken",
        "razorpay",
        (pay(UPI_DECLINED), pay(UPI), Play.accept, Play.late),
        TAKEN,
    ),
    Script(
        "rejected: the hold goes back by itself",
        "razorpay",
        (pay(UPI), Play.reject, Play.all_arrive, wait(2 * DAY_S)),
        Outcome("rejected", "voided"),
    ),
    Script(
        "cancelled before the capture: all is taken, the rest refunded",
        "razorpay",
        (pay(UPI), accept_and_cancel_at_once),
        FEE_KEPT,
        refunds=1,
    ),
    Script(
        "hold is over before the capture",
        "razorpay",
        (pay(UPI), accept_when_the_hold_is_over),
        Outcome("cancelled", "failed"),
    ),
]

SCRIPTS = [
    *of_both("stripe", "4242424242424242"),
    *OF_STRIPE,
    *of_both("razorpay", UPI),
    *OF_RAZORPAY,
]
