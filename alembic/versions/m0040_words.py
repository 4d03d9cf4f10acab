"""What is stored is a code with its values, not a sentence

Sentences that are known become codes; one that is not known stays, and is shown as it is. Back
again, codes are put into the words of before.
"""

import json
import re
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from babel.numbers import format_currency, get_currency_precision
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0040_words"
down_revision = "m0039_more_alerts"
branch_labels = None
depends_on = None

IN_VAIN = {
    "nobody_there": "Nobody came to the door.",
    "wrong_address": "The address could not be found.",
    "refused": "The customer did not want it.",
    "unsafe": "It was not safe to hand it over.",
    "damaged": "The food was damaged on the way.",
}
NOT_BROUGHT = {"not_brought": "Your order did not reach you."}
CANCELLED = {
    "changed_mind": "Cancelled by the customer.",
    "first_order": "The offer is for a first order, and this card has had it before.",
}
NOT_PAID = {"payment_failed": "The payment did not go through."}
ENDS = {  # of an order -> code -> the sentence
    "unpaid": NOT_PAID,
    "rejected": {
        "too_busy": "The kitchen is too busy right now.",
        "sold_out": "Something in this order is sold out.",
        "closing": "The restaurant is closing.",
        "no_such_address": "The restaurant cannot deliver to this address.",
        "other": "The restaurant could not take this order.",
    },
    "expired": {"unanswered": "The restaurant did not answer."},
    "cancelled_early": CANCELLED,
    "cancelled_late": CANCELLED,
    "restaurant_cancelled": {
        "sold_out": "What you ordered has run out.",
        "broken": "Something in the kitchen broke.",
        "too_busy": "The kitchen cannot make it in time.",
        "closing": "The restaurant has to close.",
        "other": "The restaurant could not make this order.",
        "nothing_left": "Everything you ordered has run out.",
    },
    "no_rider": {"no_rider": "No rider could be found."},
    "payment_lost": NOT_PAID,
    "not_handed_over": IN_VAIN,
    "damaged": IN_VAIN,
    "not_brought": NOT_BROUGHT,
}
GIVE_BACK = "Try again, or give store credit, on the order's money page."
STEPS = {
    "capture": (
        "take the money",
        "Look at the payment there; the order can still be cancelled.",
    ),
    "void": ("release the hold", "It lapses by itself within days; look at the payment there."),
    "refund": ("give money back", GIVE_BACK),
    "close_page": ("close the payment page", "It closes by itself within the hour."),
    "other": ("do what is due", "Look at the gateway's own console."),
}
FIRST = (
    "{order}: “{offer}” is for a first order, and the same card has had it under another name."
    " It is "
)
UNPROVEN = "{rider} says they have collected {order} ({where}). Ask {restaurant} whether it is so"
PIN = (
    "The PIN of {order} from {restaurant} was typed wrong {count} times."
    " Speak with the customer, then give them a new one on the order's page."
)
DIFFER = " between our books and {gateway}'s: see Reconciliation."
# kind, code, sentence, what the values are beside those that stand in it. The first that fits.
ALERTS = [
    ("restaurant_silent", "restaurant_silent", "{restaurant} has not answered {order} yet.", {}),
    (
        "restaurant_silent",
        "call_restaurant",
        "{restaurant} still has not answered {order}. Please call; no number is known.",
        {"phone": ""},
    ),
    (
        "restaurant_silent",
        "call_restaurant",
        "{restaurant} still has not answered {order}. Please call {phone}.",
        {},
    ),
    (
        "order_expired",
        "order_expired",
        "{restaurant} never answered {order}; the order ended by itself.",
        {},
    ),
    ("no_rider", "no_rider", "No rider yet for {order} from {restaurant}.", {}),
    (
        "rider_silent",
        "call_rider",
        "{rider} has the food of {order} and does not answer. Please call; no number is known.",
        {"phone": ""},
    ),
    (
        "rider_silent",
        "call_rider",
        "{rider} has the food of {order} and does not answer. Please call {phone}.",
        {},
    ),
    (
        "could_not_deliver",
        "could_not_deliver",
        "{order} could not be handed over: {why}",
        {},
    ),
    ("rider_unproven", "rider_unproven", UNPROVEN + "; no number is known.", {"phone": ""}),
    ("rider_unproven", "rider_unproven", UNPROVEN + " {phone}.", {}),
    (
        "delivery_doubted",
        "delivery_doubted",
        "{order}: {rider} says “{why}” ({where})."
        " Nobody pays before you have decided on the order's page.",
        {},
    ),
    (
        "first_order_again",
        "first_order_cancelled",
        FIRST + "cancelled, nothing was charged.",
        {},
    ),
    ("first_order_again", "first_order_made", FIRST + "being made: decide yourself.", {}),
    (
        "first_order_refused",
        "first_order_refused",
        "{order}: “{offer}” is for a first order, and somebody with the same phone or address has"
        " had one. It was not given.",
        {},
    ),
    ("pin_locked", "pin_locked", PIN, {}),
    (
        "refund_waiting",
        "refund_waiting",
        "A refund of {amount} on {order} waits for a second person.",
        {},
    ),
    *[
        (
            "payment_trouble",
            "step_refused",
            f"The gateway refuses to {done} for {{paid}} ({{said}}). {to_do}",
            {"step": step},
        )
        for step, (done, to_do) in STEPS.items()
    ],
    (
        "payment_trouble",
        "payment_lost",
        "{amount} of {order} could not be taken: the hold on the card had lapsed."
        " The customer owes nothing; the platform bears what kitchen and rider earn.",
        {},
    ),
    (
        "payment_trouble",
        "refund_came_back",
        f"The bank sent back a refund of {{amount}} on {{paid}} ({{said}}). {GIVE_BACK}",
        {},
    ),
    ("books_differ", "books_differ", "One payment differs" + DIFFER, {"count": 1}),
    ("books_differ", "books_differ", "{count} payments differ" + DIFFER, {}),
    (
        "payee_account",
        "payee_account_asked",
        "{by} asks that {payee} is paid to {account}. A second person has to confirm it.",
        {},
    ),
    (
        "payee_account",
        "payee_account_waits",
        "{by} asks that {payee} is paid to {account}. It waits.",
        {},
    ),
    (
        "console_role",
        "console_role_by_server",
        "A command on the server gave {name} the role “{role}” in the console.",
        {"by": ""},
    ),
    ("console_role", "console_role", "{by} gave {name} the role “{role}” in the console.", {}),
    (
        "owner_made",
        "owner_made_by_server",
        "A command on the server made {name} an owner of {restaurant}.",
        {"by": ""},
    ),
    ("owner_made", "owner_made", "{by} made {name} an owner of {restaurant}.", {}),
    (
        "dispute_opened",
        "dispute_opened",
        "{amount} of {paid} is disputed ({said}): answer at the payment service.",
        {},
    ),
    ("dispute_ended", "dispute_won", "The dispute over {amount} of {paid} was won.", {}),
    ("dispute_ended", "dispute_lost", "The dispute over {amount} of {paid} was lost.", {}),
]
NOTICES = [
    (
        "",
        "asked_to_be_confirmed",
        "Another payout account, {account}, was asked for, to be confirmed by a second person.",
        {},
    ),
    (
        "",
        "asked_to_wait",
        "Another payout account, {account}, was asked for, to be paid after a while.",
        {},
    ),
    ("", "confirmed", "Another payout account, {account}, was confirmed.", {}),
    ("", "stays", "The payout account stays: {account} was taken back.", {}),
]
BY_BANK = "by bank"
UNREACHED = "We could not reach the payment service. Please try again in a moment."
NOT_TAKEN_BACK = "The card could not take it back."
MISSING = "Missing: "
OF_DISHES = "kind IN ('missing_item', 'cheaper_substitute')"


def upgrade() -> None:
    op.add_column("orders", sa.Column("end_code", sa.String(40), nullable=False, server_default=""))
    for table in ("alerts", "payee_notices"):
        op.add_column(table, sa.Column("code", sa.String(40), nullable=False, server_default=""))
        op.add_column(table, sa.Column("facts", JSONB, nullable=False, server_default="{}"))
    op.add_column("audit_log", sa.Column("facts", JSONB, nullable=False, server_default="{}"))
    _orders_to_codes()
    _reasons(to_codes=True)
    _recognise("alerts", ALERTS)
    _recognise("payee_notices", NOTICES)
    _run(
        "UPDATE reconciliation_runs SET failure = 'unavailable' WHERE failure = :old", old=UNREACHED
    )
    _run(
        "UPDATE adjustments SET reason = '' WHERE kind = 'instead_of_card' AND reason = :old",
        old=NOT_TAKEN_BACK,
    )
    _run(
        f"UPDATE adjustments SET reason = substr(reason, {len(MISSING) + 1})"  # noqa: S608
        f" WHERE {OF_DISHES} AND reason LIKE 'Missing: %'"
    )


def downgrade() -> None:
    _run(
        f"UPDATE adjustments SET reason = left(:was || reason, 200) WHERE {OF_DISHES}",  # noqa: S608
        was=MISSING,
    )
    _run(
        "UPDATE adjustments SET reason = :old WHERE kind = 'instead_of_card' AND reason = ''",
        old=NOT_TAKEN_BACK,
    )
    _run(
        "UPDATE reconciliation_runs SET failure = :old WHERE failure = 'unavailable'", old=UNREACHED
    )
    _reword("payee_notices", NOTICES)
    _reword("alerts", ALERTS)
    _reasons(to_codes=False)
    for end, codes in ENDS.items():
        for code, sentence in codes.items():
            _run(
                'UPDATE orders SET end_reason = :sentence WHERE "end" = :end AND end_code = :code',
                sentence=sentence,
                end=end,
                code=code,
            )
    for table in ("payee_notices", "alerts"):
        op.drop_column(table, "facts")
        op.drop_column(table, "code")
    op.drop_column("audit_log", "facts")
    op.drop_column("orders", "end_code")


def _run(statement: str, **values: object) -> None:
    op.get_bind().execute(sa.text(statement), values)


def _orders_to_codes() -> None:
    for end, codes in ENDS.items():
        for code, sentence in codes.items():
            _run(
                "UPDATE orders SET end_code = :code, end_reason = ''"
                ' WHERE "end" = :end AND end_reason = :sentence',
                code=code,
                end=end,
                sentence=sentence,
            )


def _reasons(*, to_codes: bool) -> None:
    """Of deliveries, and on the timeline."""
    for code, sentence in (IN_VAIN | NOT_BROUGHT).items():
        old, new = (sentence, code) if to_codes else (code, sentence)
        _run(
            "UPDATE deliveries SET failed_reason = :new WHERE failed_reason = :old",
            old=old,
            new=new,
        )
        _run(
            "UPDATE order_timeline SET facts = jsonb_set(facts, '{reason}', to_jsonb(CAST(:new AS text)))"
            " WHERE kind IN ('order_failed', 'delivery_doubted') AND facts ->> 'reason' = :old",
            old=old,
            new=new,
        )


def _recognise(table: str, known: list) -> None:
    kind = "kind" if table == "alerts" else "''"
    rows = op.get_bind().execute(
        sa.text(f"SELECT id, {kind}, text FROM {table} WHERE code = '' AND text <> ''")  # noqa: S608
    )
    for ident, of_kind, text in rows.all():
        found = recognised(of_kind, text, known)
        if found is not None:
            _run(
                f"UPDATE {table} SET code = :code, facts = CAST(:facts AS jsonb), text = ''"  # noqa: S608
                " WHERE id = :id",
                id=ident,
                code=found[0],
                facts=json.dumps(found[1]),
            )


def recognised(of_kind: str, text: str, known: list) -> tuple[str, dict] | None:
    """(code, values), where the sentence is one of ours."""
    for kind, code, sentence, more in known:
        if kind == of_kind and (match := _pattern(sentence).fullmatch(text)):
            return code, _values(match.groupdict()) | more
    return None


def _pattern(sentence: str) -> re.Pattern:
    parts = re.split(r"\{(\w+)\}", sentence)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)),
        re.DOTALL,
    )


def _values(found: dict) -> dict:
    """As the new version stores them; an amount stays as it was written."""
    if "count" in found:
        found["count"] = int(found["count"])
    if "why" in found:
        found["why"] = {sentence: code for code, sentence in _WHYS.items()}.get(
            found["why"], found["why"]
        )
    if "paid" in found:
        found |= _paid(found["paid"])
    if found.get("account") == BY_BANK:
        found["account"] = ""
    return found


_WHYS = IN_VAIN | NOT_BROUGHT


def _paid(words: str) -> dict:
    if words == "a tip":
        return {"paid": "tip"}
    if words.startswith("gift card "):
        return {"paid": "gift_card", "number": words.removeprefix("gift card ")}
    return {"paid": "order", "number": words}


def _reword(table: str, known: list) -> None:
    rows = op.get_bind().execute(
        sa.text(f"SELECT id, code, facts FROM {table} WHERE code <> ''")  # noqa: S608
    )
    for ident, code, facts in rows.all():
        _run(
            f"UPDATE {table} SET text = :text WHERE id = :id",  # noqa: S608
            id=ident,
            text=reworded(code, facts, known)[:300],
        )


def reworded(code: str, facts: dict, known: list) -> str:
    """The sentence of before."""
    said = {key: _said(key, value) for key, value in facts.items()}
    said["why"] = _WHYS.get(facts.get("why"), facts.get("why", ""))
    said["rider"] = facts.get("rider") or "The rider"
    said["account"] = facts.get("account") or BY_BANK
    said["paid"] = {"tip": "a tip", "gift_card": f"gift card {facts.get('number')}"}.get(
        facts.get("paid"), facts.get("number")
    )
    said.setdefault("where", _where(facts))
    step = facts.get("step")
    facts = facts | ({"step": "other"} if step and step not in STEPS else {})
    for _, of_code, sentence, more in known:
        if of_code == code and all(facts.get(key) == value for key, value in more.items()):
            return sentence.format_map(said)
    return code


def _said(key: str, value: object) -> object:
    if isinstance(value, dict):
        digits = get_currency_precision(value["currency"])
        return format_currency(
            Decimal(value["minor"]).scaleb(-digits), value["currency"], locale="en"
        )
    return str(value).capitalize() if key == "gateway" else value


def _where(facts: dict) -> str:
    if facts.get("distance_m") is None:
        return "no position of that time"
    away = "there" if facts.get("is_near") else f"{facts['distance_m']} m away"
    return f"{away} by a fix {facts.get('age_s')} s old"
