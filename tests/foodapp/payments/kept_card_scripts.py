"""Every way in which paying with a kept card is known to go wrong, and where it has to end."""

from tests.foodapp.payments.fault_scripts import (
    CALL_FAULTS,
    GIVEN_BACK,
    MESSAGE_FAULTS,
    TAKEN,
    UNPAID,
    Act,
    Script,
    answer,
    fault,
    pay,
    twist,
)
from tests.foodapp.payments.playing import Outcome, Play

TAP = "POST /v1/payment_intents"


def tap(ready_made: str = "pm_card_visa") -> Act:
    return lambda play: play.tap(ready_made)


def answer_and_give_up(play: Play) -> None:
    play.answer_the_bank("complete")
    play.give_up()


def tap_and_give_up(play: Play) -> None:
    """Before a message can tell that it was paid."""
    play.tap()
    play.give_up()


ASKED, REFUSED = tap("pm_card_authenticationRequired"), tap("pm_card_chargeCustomerFail")


def tapped(
    name: str, *acts: Act, ends: Outcome = TAKEN, before: tuple[Act, ...] = (), refunds: int = 0
) -> Script:
    return Script(
        f"kept card: {name}", "stripe", acts, ends, refunds=refunds, before=before, is_tapped=True
    )


SCRIPTS = [
    tapped("one tap", tap(), Play.accept),
    tapped("two taps", tap(), tap(), Play.accept),
    tapped("one tap, rejected", tap(), Play.reject, ends=Outcome("rejected", "voided")),
    tapped(
        "one tap, refunded", tap(), Play.accept, Play.support_cancels, ends=GIVEN_BACK, refunds=1
    ),
    tapped("declined, then the page", REFUSED, Play.open_page, pay(), Play.accept),
    tapped("declined, then another kept card", REFUSED, tap("pm_card_mastercard"), Play.accept),
    tapped("declined twice and left", REFUSED, REFUSED, Play.give_up, ends=UNPAID),
    tapped("asked by the bank, yes", ASKED, answer("complete"), Play.accept),
    tapped(
        *("asked by the bank, no, then the page", ASKED, answer("fail"), Play.come_back),
        *(Play.open_page, pay(), Play.accept),
    ),
    tapped(
        "asked by the bank, never answered",
        *(ASKED, Play.give_up),
        ends=Outcome("unpaid", "voided"),
    ),
    tapped(
        "asked by the bank, answered too late",
        *(ASKED, Play.give_up, answer("complete")),
        ends=Outcome("unpaid", "voided"),
    ),
    tapped(
        "asked by the bank, yes, and given up at once",
        *(ASKED, answer_and_give_up),
        ends=Outcome("unpaid", "voided"),
    ),
    *[
        tapped(f"the charge: {kind}", fault(kind, TAP, calls=2), tap(), Play.accept)
        for kind in CALL_FAULTS
    ],
    tapped("the charge: 500_kept", fault("500_kept", TAP), tap(), tap(), Play.accept),
    tapped("answer lost after commit", fault("drop_after_commit", TAP, 3), tap(), Play.accept),
    tapped(
        "answer lost after commit, then tapped again",
        *(fault("drop_after_commit", TAP, 3), tap(), tap(), Play.accept),
    ),
    tapped(
        "answer lost after commit, order given up",
        *(fault("drop_after_commit", TAP, 3), tap_and_give_up),
        ends=Outcome("unpaid", "voided"),
    ),
    tapped(
        "charge never arrived, then the page",
        *(fault("drop_before_commit", TAP, 3), tap(), Play.two_minutes_pass),
        *(Play.open_page, pay(), Play.accept),
    ),
    tapped(
        "charge never arrived, order given up",
        *(fault("drop_before_commit", TAP, 3), tap(), Play.give_up, Play.two_minutes_pass),
        ends=UNPAID,
    ),
    *[
        tapped(f"messages: {kind}", tap(), Play.accept, before=(twist(kind),))
        for kind in MESSAGE_FAULTS
    ],
]
